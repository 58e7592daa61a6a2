/** Conditional approval: each condition has its own due date, is shown to be met by the owner and closed by the authority. */

import type { Check } from '../../case/refusal.ts'
import { monthsAfter } from '../../values/calendar.ts'
import { endOfDay } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { ownPeopleChecks } from '../named-parties.ts'
import { plannableCheck } from '../planned-ahead.ts'
import { must } from '../refusals.ts'
import type { Consequences, DeadlinePlan, Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { ENDED } from '../status.ts'
import type { Condition } from './state.ts'

type DecideBody = BodyOf<'decide'>

const numbered = ({ conditions }: ProjectState, number: number): Condition | undefined =>
  conditions.open.find((condition) => condition.number === number)

const isShown = (condition: Condition | undefined, evidence: string): boolean =>
  condition?.evidence === evidence || condition?.rejected?.includes(evidence) === true

const isRunning = ({ status }: ProjectState): Check => must(!ENDED.includes(status), 'conditionsLapsed')

const anyOpen = ({ conditions }: ProjectState): Check => must(conditions.open.length > 0, 'noCondition')

export const CONDITION_RULES: Rules<'fulfilCondition' | 'acceptCondition' | 'rejectCondition'> = {
  fulfilCondition: {
    ready: (state) => [isRunning(state), anyOpen(state)],
    // Found wanting once, it is not shown again: the condition would be overdue no more.
    rules: (state, { condition, evidence }) => [
      must(numbered(state, condition) !== undefined, 'noCondition'),
      must(!isShown(numbered(state, condition), evidence), 'unchanged', { pointer: '/evidence' }),
    ],
    events: (_state, { condition, evidence }, { on }) => [
      { type: 'conditionFulfilled', v: 1, number: condition, on, evidence },
    ],
  },
  acceptCondition: {
    ready: (state) => [isRunning(state), anyOpen(state)],
    // The authority judges exactly the evidence that it has seen.
    rules: (state, body) => onFileChecks(state, body),
    events: (_state, { condition, evidence }) => [
      { type: 'conditionAccepted', v: 1, number: condition, evidence },
    ],
  },
  rejectCondition: {
    ready: (state) => [isRunning(state), anyOpen(state)],
    rules: (state, body) => onFileChecks(state, body),
    // The condition is open again by its own date; one that has passed meanwhile is overdue at once.
    events: (_state, { condition, evidence, reasons }, { on }) => [
      { type: 'conditionRejected', v: 1, number: condition, on, evidence, reasons },
    ],
  },
}

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

/** Only an approval carries conditions, and each can still be met. */
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

/** A condition that was shown to be met in time is not overdue, however long the authority takes. */
export const conditionDeadlines: DeadlinePlan = ({ conditions, status }, { calendar }) =>
  ENDED.includes(status)
    ? []
    : conditions.open
        .filter(({ evidence, isOverdue }) => evidence === null && !isOverdue)
        .map(({ number, dueOn: from }) => {
          // A last day that is a day off moves to the next working day (民法典201-203 [C:S12], by analogy).
          const { date: dueOn, provisional } = monthsAfter(calendar, from, 0)
          const basis = { unit: 'months', from, months: 0 } as const
          return { kind: 'condition', round: number, dueOn, dueAt: endOfDay(dueOn), provisional, basis }
        })

export const CONDITION_CONSEQUENCES: Consequences = {
  condition: (_state, { round, dueOn }) => [{ type: 'conditionOverdue', v: 1, number: round, dueOn }],
}
