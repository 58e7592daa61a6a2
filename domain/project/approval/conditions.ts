/**
 * Conditions of an approval 批复条件. Each has its own last day and a responsible person of the owner. The owner submits evidence that it is
 * met, and the authority closes it.
 */

import { NOTHING_TO_DO, outcome, overdue, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { POLICY_DEFAULT, STEP_APPROVAL } from '../../law/own-policy.ts'
import { monthsAfter } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { endOfDay, type PlainDate } from '../../values/plain-date.ts'
import { date, document, integer, list, object, person, prose } from '../../values/shape.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { ownPeopleChecks } from '../named-parties.ts'
import { plannableCheck } from '../planned-ahead.ts'
import type { ProjectState } from '../state.ts'
import { ENDED } from '../status.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import type { DecideBody } from './decision.ts'
import type { Condition } from './state.ts'
import type { Stage } from './words.ts'

const REFUSALS = {
  conditionsOfNothing: {
    kind: 'input',
    zh: '只有批复可以附条件',
    en: 'only an approval carries conditions',
    source: POLICY_DEFAULT,
  },
  conditionDueBefore: {
    kind: 'gate',
    zh: '批复条件的期限 {dueOn} 已过',
    en: 'a condition is due on {dueOn}, which is not after the decision',
    source: POLICY_DEFAULT,
  },
  noCondition: {
    kind: 'state',
    zh: '没有待落实的该项批复条件',
    en: 'there is no such open condition of an approval',
    source: POLICY_DEFAULT,
  },
  otherEvidence: {
    kind: 'state',
    zh: '所认可或不认可的并非现有的落实材料',
    en: 'the evidence accepted or rejected is not the one on file',
    source: POLICY_DEFAULT,
  },
  conditionsLapsed: {
    kind: 'state',
    zh: '项目已结束，批复条件不再适用',
    en: 'the project has ended, and its conditions with it',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export type ConditionEvent =
  | {
      type: 'conditionsSet'
      v: 1
      stage: Stage
      conditions: { number: number; what: string; dueOn: PlainDate; responsible: PersonId }[]
    }
  | { type: 'conditionFulfilled'; v: 1; number: number; on: PlainDate; evidence: string }
  | { type: 'conditionAccepted'; v: 1; number: number; evidence: string }
  | {
      type: 'conditionRejected'
      v: 1
      number: number
      on: PlainDate
      evidence: string
      reasons: string
    }
  | { type: 'conditionOverdue'; v: 1; number: number; dueOn: PlainDate }

/** The conditions in the body of a decision. */
export const conditionsOf = list(
  object({ what: prose(1000), dueOn: date<PlainDate>(), responsible: person() }),
  1,
  20,
  '批复条件: with an approval only',
)

/** Only an approval may have conditions, and each must still be possible to meet. */
export const conditionChecks = (
  state: ProjectState,
  { verdict, conditions = [] }: DecideBody,
  facts: Facts,
): Check[] => [
  must(verdict === 'approve' || conditions.length === 0, 'conditionsOfNothing'),
  ...conditions.flatMap(({ dueOn, responsible }) => [
    must(dueOn > facts.on, 'conditionDueBefore', { dueOn }),
    plannableCheck(dueOn, facts),
    ...ownPeopleChecks(state, facts, responsible),
  ]),
]

export const conditionsSet = (state: ProjectState, { conditions = [] }: DecideBody): ProjectEvent[] =>
  conditions.length === 0
    ? []
    : [
        {
          type: 'conditionsSet',
          v: 1,
          stage: state.approval.stage,
          conditions: conditions.map((condition, index) => ({
            number: state.conditions.count + index + 1,
            ...condition,
          })),
        },
      ]

const isRunning = ({ status }: ProjectState): Check => must(!ENDED.includes(status), 'conditionsLapsed')

const anyOpen = ({ conditions }: ProjectState): Check => must(conditions.open.length > 0, 'noCondition')

const numbered = ({ conditions }: ProjectState, number: number): Condition | undefined =>
  conditions.open.find((condition) => condition.number === number)

const isShown = (condition: Condition | undefined, evidence: string): boolean =>
  condition?.evidence === evidence || condition?.rejected?.includes(evidence) === true

const acts = {
  fulfilCondition: act({
    zh: '落实批复条件',
    en: 'show that a condition is met',
    source: STEP_APPROVAL,
    roles: ['applicant', 'departmentLead'],
    relation: 'owner',
    body: object({
      condition: integer(1, 10_000, 'its number'),
      evidence: document('what shows that it is met'),
    }),
    ready: (state) => [isRunning(state), anyOpen(state)],
    // Rejected evidence is not accepted again: it would stop the condition from being overdue.
    rules: (state, { condition, evidence }) => [
      must(numbered(state, condition) !== undefined, 'noCondition'),
      must(!isShown(numbered(state, condition), evidence), 'unchanged', { pointer: '/evidence' }),
    ],
    events: (_state, { condition, evidence }, { on }) => [
      { type: 'conditionFulfilled', v: 1, number: condition, on, evidence },
    ],
  }),
  acceptCondition: act({
    zh: '认可批复条件落实',
    en: 'accept that a condition is met',
    source: STEP_APPROVAL,
    ...APPROVER,
    decides: true,
    body: object({ condition: integer(1, 10_000, 'its number'), evidence: document() }),
    ready: (state) => [isRunning(state), anyOpen(state)],
    rules: (state, body) => onFileChecks(state, body),
    events: (_state, { condition, evidence }) => [
      { type: 'conditionAccepted', v: 1, number: condition, evidence },
    ],
  }),
  rejectCondition: act({
    zh: '不认可批复条件落实',
    en: 'reject that a condition is met',
    source: STEP_APPROVAL,
    ...APPROVER,
    decides: true,
    body: object({
      condition: integer(1, 10_000, 'its number'),
      evidence: document(),
      reasons: prose(4000, 'written reasons'),
    }),
    ready: (state) => [isRunning(state), anyOpen(state)],
    rules: (state, body) => onFileChecks(state, body),
    // The condition is open again with its own date; if that date has passed, it is overdue at once.
    events: (_state, { condition, evidence, reasons }, { on }) => [
      { type: 'conditionRejected', v: 1, number: condition, on, evidence, reasons },
    ],
  }),
}

/** The authority decides on the evidence that it has seen, named by its digest. */
const onFileChecks = (
  state: ProjectState,
  { condition, evidence }: { condition: number; evidence: string },
): Check[] => {
  const known = numbered(state, condition)
  return [
    must(known !== undefined, 'noCondition'),
    must(known === undefined || known.evidence === evidence, 'otherEvidence'),
  ]
}

const withCondition = (
  state: ProjectState,
  number: number,
  change: (condition: Condition) => Condition,
): ProjectState => ({
  ...state,
  conditions: {
    ...state.conditions,
    open: state.conditions.open.map((condition) =>
      condition.number === number ? change(condition) : condition,
    ),
  },
})

const events: Events<ConditionEvent> = {
  conditionsSet: {
    evolve: (state, { stage, conditions }) => ({
      ...state,
      conditions: {
        count: state.conditions.count + conditions.length,
        open: [
          ...state.conditions.open,
          ...conditions.map(({ number, dueOn, responsible }) => {
            return { number, stage, dueOn, responsible, evidence: null, isOverdue: false }
          }),
        ],
      },
    }),
    notice: {
      to: ['owner'],
      zh: '批复附有条件',
      en: 'The approval has conditions',
      next: toDo(
        '请建设单位在各自期限内落实批复条件。',
        'The owner is to meet each condition by its own date.',
      ),
    },
    forCommissioned: true,
  },
  conditionFulfilled: {
    // People who submit evidence for the owner may not accept it for the authority.
    evolve: (state, { number, evidence }, { by }) =>
      withCondition(withPreparer(state, by), number, (condition) => ({ ...condition, evidence })),
    notice: {
      to: ['authority'],
      zh: '批复条件已落实',
      en: 'A condition was shown to be met',
      next: toDo(
        '请审批部门查看落实情况，决定是否认可。',
        'The authority is to look at the evidence and to accept it or not.',
      ),
    },
    forCommissioned: true,
  },
  conditionAccepted: {
    evolve: (state, { number }) => ({
      ...state,
      conditions: {
        ...state.conditions,
        open: state.conditions.open.filter((condition) => condition.number !== number),
      },
    }),
    notice: {
      to: ['owner'],
      zh: '批复条件落实已认可',
      en: 'A condition is closed',
      next: outcome(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  conditionRejected: {
    evolve: (state, { number, evidence }) =>
      withCondition(state, number, (condition) => ({
        ...condition,
        evidence: null,
        rejected: [...(condition.rejected ?? []), evidence],
      })),
    notice: {
      to: ['owner'],
      zh: '批复条件落实未获认可',
      en: 'The evidence on a condition was rejected',
      next: toDo(
        '请建设单位按期重新落实并报送材料。',
        'The owner is to show it anew by the date that stands.',
      ),
    },
    forCommissioned: true,
  },
  conditionOverdue: {
    // The actual last day: it moves if the original one is a day off.
    evolve: (state, { number, dueOn }) =>
      withCondition(state, number, (condition) => ({ ...condition, dueOn, isOverdue: true })),
    notice: {
      to: ['owner', 'authority'],
      zh: '批复条件逾期未落实',
      en: 'A condition of the approval is overdue',
      next: overdue('请建设单位立即落实批复条件。', 'The owner is to meet the condition at once.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'condition'> = {
  condition: {
    zh: '批复条件',
    en: 'condition of an approval',
    source: POLICY_DEFAULT,
    // If evidence is submitted in time the condition is not overdue, even if the authority takes long.
    runs: { zh: '批复附有条件，尚无落实材料', en: 'set with an approval, and nothing shows it to be met' },
    consequence: { zh: '逾期，告知双方', en: 'overdue; both sides are told' },
    due: ({ conditions, status }, { calendar }) =>
      ENDED.includes(status)
        ? []
        : conditions.open
            .filter(({ evidence, isOverdue }) => evidence === null && !isOverdue)
            .map(({ number, dueOn: from }) => {
              // A last day that is a day off moves to the next working day (民法典201-203 [C:S12], by analogy).
              const { date: dueOn, provisional } = monthsAfter(calendar, from, 0)
              const basis = { unit: 'months', from, months: 0 } as const
              return { round: number, dueOn, dueAt: endOfDay(dueOn), provisional, basis }
            }),
    passed: (_state, { round, dueOn }) => [{ type: 'conditionOverdue', v: 1, number: round, dueOn }],
    settledBy: ['fulfilCondition'],
    responsible: ['owner'],
    // The responsible person.
    named: (state, number) => {
      const condition = numbered(state, number)
      return condition
        ? [{ people: [condition.responsible], offices: [], leadersOnly: false, barred: [] }]
        : []
    },
    isUndone: ({ conditions }, number) =>
      conditions.open.some((one) => one.number === number && one.isOverdue && one.evidence === null),
    // Several may have passed: all open ones, with their current last days.
    passings: ({ conditions }) =>
      conditions.open.map(({ number, dueOn }) => ({ round: number, dueAt: endOfDay(dueOn) })),
    warnings: { first: 5, last: 1 },
  },
}

export const CONDITIONS = { acts, events, deadlines, refusals: REFUSALS } satisfies ProjectTopic
