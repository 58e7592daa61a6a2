/** A change of rules does not change the state of old records: the fold uses only events. */

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { evolve } from '#domain/engine/evolve.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { unopened } from '#domain/project/unopened.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import { evaluated } from './evaluated-project.ts'
import { acceptanceDocuments, allMet, completed, digestOf } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const DOMAIN = join(import.meta.dirname, '../../domain')

/** All files of the domain except those of the fold itself: evolve functions, states, and the kind. */
const RULES = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/(evolve|state|status|kinds?)\.ts$/.test(file),
)

const foldOf = (events: readonly RecordedEvent[]) =>
  events.reduce((state, one) => evolve(PROJECT, state, one), unopened('project' as never))

/** Lives from the submission to the O&M funds; with a claim; with a claim that a decision ended; and with a failed acceptance. As plain JSON, so that no object is shared with the rules. */
function lives(): RecordedEvent[][] {
  const whole = evaluated([false, true, false], 'none')
  const claimed = appraised(filed()).by(approver)
  claimed.actOnce('claimTask', { task: tasksOf(ofProject(claimed.state))[0]!.key })
  const open = structuredClone(claimed.record)
  claimed.actOnce('decide', approveBody(claimed))
  const unmet = { met: false, evidence: digestOf('no') }
  const failed = completed('2026-03-31').by(lead)
  failed.act('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') }).by(approver)
  const checks = { ...allMet, cryptography: unmet }
  failed.act('decideAcceptance', { verdict: 'fail', checks, failures: ['密评'] })
  return structuredClone([whole.record, open, claimed.record, failed.record])
}

/** Removes all entries of the tables that a module exports, and returns their number. */
function emptied(module: Record<string, unknown>): number {
  const tables = Object.values(module).filter((value) => typeof value === 'object' && value !== null)
  for (const table of tables) for (const key of Object.keys(table)) Reflect.deleteProperty(table, key)
  return tables.length
}

it('leads to the same state when all tables of rules are empty', async () => {
  const stored = lives()
  const before = stored.map(foldOf)
  expect(before.map(({ claims }) => claims?.length ?? 0)).toEqual([0, 1, 0, 0])
  expect(before.at(-1)?.acceptance?.wanting).toHaveLength(2)
  const modules = await Promise.all(RULES.map((file) => import(join(DOMAIN, file))))
  const tables = modules.reduce<number>((sum, module) => sum + emptied(module), 0)
  expect(tables).toBeGreaterThan(100)
  expect(stored.map(foldOf)).toEqual(before)
  expect(() => tasksOf(ofProject(before[1]!))).toThrow()
})
