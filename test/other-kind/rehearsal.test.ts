/** Rehearsals work for a kind that is not the project, with the words of that kind. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { partsOf } from '#domain/values/ids.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { rehearse } from '#rehearsal/rehearse.ts'
import { replayed } from '#rehearsal/replay.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { inOwnWorld } from '../rehearsal/example-files.ts'
import { INSTALLATION } from './installation.ts'

const FILE = join(import.meta.dirname, 'proposal.yaml')

describe('a rehearsal of proposals', () => {
  it('gives the results in its file, and its histories replay', { timeout: 180_000 }, async () => {
    await inOwnWorld(
      inject('servers'),
      async (world) => {
        const { failures, steps, rehearsal, cases } = await rehearse(FILE, world)
        expect(failures).toEqual([])
        expect(steps).toHaveLength(rehearsal.steps.length)
        expect([...cases.values()].map((id) => partsOf(id)?.kind)).toEqual(['proposal', 'proposal'])
        // The opened cases, and the one whose opening was refused.
        expect((await replayed(world)).cases).toBe(cases.size + 1)
      },
      INSTALLATION,
    )
  })

  it('need not name the only kind', () => {
    const text = readFileSync(FILE, 'utf8').replace('kind: proposal\n', '')
    expect(readRehearsal(FILE, INSTALLATION, text).kind.name).toBe('proposal')
  })

  it('is refused if the installation does not have the kind', () => {
    const text = 'kind: proposal\ntitle: x\nsource: x\nstarts: 2026-03-02\nsteps: []'
    expect(() => readRehearsal('a.yaml', WHOLE, text)).toThrow(
      'a.yaml:1:7: expected one of project (项目), national-plan (国家规划), found “proposal”',
    )
  })

  it.each([
    ['acts', 'do: admit', 'an act'],
    ['states', 'expect: { state: admitted }', 'one of unopened (未提出)'],
    ['deadlines', 'expect: { due: { completeness: 2026-03-09 } }', 'a kind of deadline'],
    ['events', 'expect: { recorded: admitted }', 'an event'],
    ['refusals', 'expect: { refused: catalogMissing }', 'a refusal'],
    ['aliases', 'project: a', 'one of on (日期)'],
    ['expectations', 'expect: { gates: { sharing: met } }', 'an expectation'],
  ])('does not know %s of projects', (_what, field, expected) => {
    const step = `{ on: 2026-03-02, by: zhou-kai, ${field} }`
    const text = `{ title: x, source: x, starts: 2026-03-02, steps: [${step}] }`
    expect(() => readRehearsal('a.yaml', INSTALLATION, text)).toThrow(`: expected ${expected}`)
  })
})
