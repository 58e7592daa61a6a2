/** Cases of a worker share the rules and the checks of messages (docs/adr/0035), so these files have no mutable variables at module level. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const CHECKOUT = join(import.meta.dirname, '../..')
/** Folders that a worker loads once for all its cases (`activities/workflow-bundle.ts`). */
const SHARED = [
  ...readdirSync(join(CHECKOUT, 'domain'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('domain', name)),
  'wire/envelope.ts',
  'wire/undecodable.ts',
]

/** A variable, or a collection of a mutable type. */
const CHANGEABLE =
  /^(?:export )?(?:let |var |const \w+(?:: (?!Readonly)[^=]+)? = new (?:Map|Set|WeakMap|WeakSet)\b)/

it('files that cases share have no state between two calls', () => {
  const found = SHARED.flatMap((name) =>
    readFileSync(join(CHECKOUT, name), 'utf8')
      .split('\n')
      .filter((line) => CHANGEABLE.test(line))
      .map((line) => `${name}: ${line}`),
  )
  expect(found).toEqual([])
})
