/**
 * Stored states of a plan have the version of the fold that made them. The events of one life are stored with the digest of the state
 * that they fold to: when that changes, `FOLD_VERSION` must be raised, and the life stored anew with
 * `STORE_FOLD=1 npx vitest run test/domain/national-plan-fold.test.ts`.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { CaseEvent, Recorded } from '#domain/case/event.ts'
import { evolve } from '#domain/engine/evolve.ts'
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import { FOLD_VERSION, unopened } from '#domain/national-plan/state.ts'
import { AMENDED, APPROVE, amendmentRequested, answered, asked } from './plan-driver.ts'
import { approver } from './project-people.ts'

const FILE = join(import.meta.dirname, 'national-plan-fold.json')

interface Stored {
  version: number
  lives: { events: Recorded<CaseEvent>[]; digest: string }[]
}

function foldOf(events: readonly Recorded<CaseEvent>[]): string {
  const { version: _version, ...state } = events.reduce(
    (state, one) => evolve(NATIONAL_PLAN_KIND, state, one),
    unopened('plan'),
  )
  const text = JSON.stringify(state, (_key, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

if (process.env.STORE_FOLD === '1') {
  const amended = amendmentRequested().decide({ ...APPROVE, effectiveFrom: '2028-07-01' })
  const revised = answered(asked())
    .act(approver, 'revisePlan', { items: AMENDED })
    .act(approver, 'abandonPlan', { reasons: '停止' })
  const lives = [amended, revised].map(({ record }) => ({ events: record, digest: foldOf(record) }))
  writeFileSync(FILE, `${JSON.stringify({ version: FOLD_VERSION, lives } satisfies Stored)}\n`)
}

const { version, lives } = JSON.parse(readFileSync(FILE, 'utf8')) as Stored

it('the fold has the version under which these lives were stored', () => {
  expect(FOLD_VERSION).toBe(version)
})

it.each(lives)(
  'the fold leads where it led under its version: raise FOLD_VERSION otherwise',
  ({ events, digest }) => {
    expect(events.length).toBeGreaterThan(8)
    expect(foldOf(events)).toBe(digest)
  },
)
