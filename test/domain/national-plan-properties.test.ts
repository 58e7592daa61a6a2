/** Random lives of a national plan: whatever people try, in whatever order, no path is illegal. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasEnded } from '#domain/case/kind.ts'
import { leadsOf, type PlanItem } from '#domain/case/national-plan.ts'
import { NATIONAL_PLAN_KIND as KIND } from '#domain/national-plan/kind.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { addDays, dateOf, type PlainDate } from '#domain/values/plain-date.ts'
import { ARGUMENT, ITEMS, PlanDriver, seen, TRANSITIONS } from './plan-driver.ts'
import { approver, lead, leader, officeLeader, officer, otherLead } from './project-people.ts'

const DEPARTMENTS = ['mnr', 'moa']
const items = fc
  .uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.constantFrom(...DEPARTMENTS).map((owner): PlanItem => ({ id, title: id, owner })),
      ),
    ),
  )

/** What somebody tries: an act with a content made for the state that the plan is in then. */
type Try = (plan: PlanDriver) => [actor: typeof approver, verb: string, body: object]

const drafter =
  (verb: string, body: (plan: PlanDriver) => object): Try =>
  (plan) => [approver, verb, body(plan)]

const verdict =
  (change: object): Try =>
  (plan) => [officer, 'decidePlan', { formDigest: plan.digest, ...change }]

const approval = fc.integer({ min: -2, max: 400 }).map((days) => (plan: PlanDriver) => ({
  ...{ verdict: 'approve', documentNumber: '国函〔2026〕10号' },
  effectiveFrom: addDays(dateOf(plan.now), days),
}))

const tries: fc.Arbitrary<Try> = fc.oneof(
  items.map((list) => drafter('draftPlan', () => ({ code: 'P15', title: '规划', items: list }))),
  items.map((list) => drafter('revisePlan', () => ({ items: list }))),
  items.map((list) => drafter('proposeAmendment', () => ({ items: list }))),
  fc
    .subarray(DEPARTMENTS, { minLength: 1 })
    .map((departments) => drafter('askOpinions', () => ({ departments }))),
  fc
    .record({
      who: fc.constantFrom(lead, otherLead),
      back: fc.integer({ min: 0, max: 2 }),
      agrees: fc.boolean(),
    })
    .map(
      ({ who, back, agrees }): Try =>
        ({ state }) => [
          who,
          'giveOpinion',
          { request: Math.max(1, state.asked - back), agrees, opinion: '意见' },
        ],
    ),
  fc.constant(
    drafter('requestApproval', (plan) => ({
      formDigest: plan.digest,
      argument: ARGUMENT,
      objections: '已采纳',
    })),
  ),
  approval.map(
    (change): Try =>
      (plan) =>
        verdict(change(plan))(plan),
  ),
  fc.constantFrom('return', 'refuse').map((one) => verdict({ verdict: one, reasons: '理由' })),
  fc
    .boolean()
    .map((isMaterial) => drafter('assessPlan', () => ({ isMaterial, findings: '变化', report: ARGUMENT }))),
  fc.constant(drafter('abandonPlan', () => ({ reasons: '停止' }))),
  fc.constant(drafter('closePlan', () => ({}))),
  fc.constantFrom(officeLeader, officer, leader).map(
    (who): Try =>
      ({ state }) => [
        who,
        'confirm',
        { step: 'planApproval', contentHash: state.reviews[0]?.subject.contentHash ?? ARGUMENT },
      ],
  ),
)

const steps = fc.array(fc.record({ days: fc.integer({ min: 0, max: 12 }), attempt: tries }), {
  minLength: 10,
  maxLength: 80,
})

/** A life that gets far on the usual way before chance takes over. */
const begun = fc.constantFrom(0, 1, 2, 3)
function begin(stage: number): PlanDriver {
  const plan = new PlanDriver().at('2026-03-02')
  if (stage > 0) plan.act(approver, 'draftPlan', { code: 'P15', title: '规划', items: ITEMS })
  if (stage > 1) plan.act(approver, 'askOpinions', { departments: DEPARTMENTS }).at('2026-04-01')
  if (stage > 2) {
    plan.act(approver, 'requestApproval', { formDigest: plan.digest, argument: ARGUMENT })
    plan.decide({ verdict: 'approve', documentNumber: '国函〔2026〕1号', effectiveFrom: '2026-04-01' })
  }
  return plan
}

function play(plan: PlanDriver, { days, attempt }: { days: number; attempt: Try }): void {
  plan.at(addDays(dateOf(plan.now), days))
  const [actor, verb, body] = attempt(plan)
  if (plan.refused(actor, verb, body).length === 0) plan.act(actor, verb, body)
}

/** What holds of every plan at any time. */
function expectSound({ state }: PlanDriver): void {
  const { status, versions, draft, opinions, deadlines } = state
  const tasks = tasksOf({ kind: KIND, state })
  const isAtRest = status === 'approved' || status === 'unopened' || hasEnded(KIND, status)
  expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length)
  expect(tasks.length > 0, status).toBe(!isAtRest)
  // A workflow is needed exactly while somebody or the clock has something to do.
  if (isAtRest) expect([...deadlines, ...state.reviews]).toEqual([])
  expect(KIND.turnOf(state) === null).toBe(isAtRest)
  expect(deadlines.length > 0 && status !== 'consulting' && status !== 'requested').toBe(false)
  // What the State Council is given was asked about: every department charged, and each has answered or was silent.
  if (status === 'requested') {
    const asked = opinions.filter(({ position }) => position !== null).map(({ org }) => org)
    expect(asked).toEqual(expect.arrayContaining((draft?.items ?? []).flatMap(leadsOf)))
    expect(state.request).not.toBeNull()
  }
  const days: PlainDate[] = versions.map(({ effectiveFrom }) => effectiveFrom)
  expect(days).toEqual([...new Set(days)].toSorted())
  expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length)
}

it('no life of a plan leaves the procedure, loses a version or is left with nobody to go on', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(begun, steps, (stage, attempts) => {
      const plan = begin(stage)
      for (const step of attempts) {
        const before = plan.state.versions
        play(plan, step)
        expectSound(plan)
        expect(plan.state.versions.slice(0, before.length)).toEqual(before)
      }
    }),
    { numRuns: 150 },
  )
  expect([...seen.transitions].filter((one) => !TRANSITIONS.includes(one))).toEqual([])
})
