/** Plans and releases in any order never exceed their limits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planLineOf, plannedFen, releasedFen, releasedInYearFen } from '#domain/project/budget-sums.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { type ProjectDriver, readyToBuild, wan } from './project-builder.ts'
import { approver, financier } from './project-people.ts'

type Step =
  | { kind: 'plan' | 'release'; year: number; amountFen: Fen }
  | { kind: 'nextYear' }
  | { kind: 'accepted' }

const ESTIMATE = wan(8640)
const HELD_BACK = wan(8208)

// Small amounts, amounts near the limits, and the largest that the shape accepts.
const amount = fc
  .oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: ESTIMATE }),
    fc.constantFrom(HELD_BACK, HELD_BACK + 1, ESTIMATE, ESTIMATE + 1, Number.MAX_SAFE_INTEGER),
  )
  .map(fen)

const year = fc.integer({ min: 2026, max: 2028 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('plan' as const), year, amountFen: amount }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('release' as const), year, amountFen: amount }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'nextYear' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'accepted' } as const) },
)

const start = readyToBuild('2026-03-02').state

function run(p: ProjectDriver, step: Step, index: number): void {
  if (step.kind === 'nextYear') p.at(`${Number(p.now.slice(0, 4)) + 1}-03-02`)
  else if (step.kind === 'accepted') p.patch(passed)
  else if (step.kind === 'plan') {
    const { year, amountFen } = step
    const body = {
      year,
      amountFen,
      source: 'departmentBudget' as const,
      documentNumber: `发改投资〔2026〕${index + 1}号`,
    }
    if (p.by(approver).refused('listInAnnualPlan', body).length === 0) p.act('listInAnnualPlan', body)
  } else {
    const { year, amountFen } = step
    const body = { year, amountFen, documentNumber: `财建〔2026〕${index + 1}号` }
    if (p.by(financier).refused('releaseFunds', body).length === 0) p.act('releaseFunds', body)
  }
}

/** A project that has passed acceptance: these rules check nothing else of it. */
const passed = (state: ProjectState): ProjectState => ({
  ...state,
  acceptance: { passedOn: '2026-06-01' } as NonNullable<ProjectState['acceptance']>,
})

describe('the money of a project', () => {
  it('stays within the line of the year, the plan and the estimate, in any order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const p = readyToBuild('2026-03-02').patch(() => start)
        let acceptedAt = Number.POSITIVE_INFINITY
        steps.forEach((step, index) => {
          run(p, step, index)
          if (step.kind === 'accepted') acceptedAt = Math.min(acceptedAt, index)
          expect(plannedFen(p.state)).toBeLessThanOrEqual(ESTIMATE)
          expect(releasedFen(p.state)).toBeLessThanOrEqual(plannedFen(p.state))
          expect(releasedFen(p.state)).toBeLessThanOrEqual(index < acceptedAt ? HELD_BACK : ESTIMATE)
          for (const { year } of p.state.budget.releases) {
            const limit = planLineOf(p.state, year)?.amountFen ?? 0
            expect(releasedInYearFen(p.state, year)).toBeLessThanOrEqual(limit)
          }
        })
      }),
      { numRuns: 300 },
    )
  })
})
