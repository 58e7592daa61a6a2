import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VERBS } from '#domain/project/actions.ts'
import { EXPECTATIONS } from '#rehearsal/expectations/all.ts'
import { PROJECT_EXPECTATIONS } from '#rehearsal/project/expectations.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { exampleFiles } from './example-files.ts'

const CHECKOUT = join(import.meta.dirname, '../..')
const text = readFileSync(join(CHECKOUT, 'docs/rehearsal.md'), 'utf8')

describe('the examples', () => {
  it('show every act', () => {
    const shown = exampleFiles.flatMap(({ path }) =>
      readRehearsal(path, WHOLE).steps.flatMap(({ act }) =>
        act ? [act.verb, ...(act.second ? ['confirm'] : [])] : [],
      ),
    )
    expect(VERBS.filter((verb) => !shown.includes(verb))).toEqual([])
  })

  it('show every expectation', () => {
    const shown = exampleFiles.flatMap(({ path }) =>
      readRehearsal(path, WHOLE).steps.flatMap(({ expectations }) => expectations.map(({ key }) => key)),
    )
    expect(
      Object.keys({ ...EXPECTATIONS, ...PROJECT_EXPECTATIONS }).filter((key) => !shown.includes(key)),
    ).toEqual([])
  })
})

describe('docs/rehearsal.md', () => {
  it('names every example', () => {
    expect(exampleFiles.length).toBeGreaterThan(7)
    expect(exampleFiles.filter(({ name }) => !text.includes(`../examples/${name}`))).toEqual([])
  })

  it('shows a first file that makes sense', () => {
    const [, file = ''] = /<!-- rehearsal: first -->\s+```yaml\n(.*?)```/s.exec(text) ?? []
    expect(readRehearsal('docs/rehearsal.md', WHOLE, file).steps).toHaveLength(2)
  })
})
