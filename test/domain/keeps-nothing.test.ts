/** Cases of a worker share the rules (docs/adr/0035): nothing at the top of a file of the domain can change. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const DOMAIN = join(import.meta.dirname, '../../domain')

/** A variable, or a collection whose type lets it be written to. */
const CHANGEABLE =
  /^(?:export )?(?:let |var |const \w+(?:: (?!Readonly)[^=]+)? = new (?:Map|Set|WeakMap|WeakSet)\b)/

it('no file of the domain keeps anything between two calls', () => {
  const found = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      readFileSync(join(DOMAIN, name), 'utf8')
        .split('\n')
        .filter((line) => CHANGEABLE.test(line))
        .map((line) => `${name}: ${line}`),
    )
  expect(found).toEqual([])
})
