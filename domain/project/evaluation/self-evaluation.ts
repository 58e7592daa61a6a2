/**
 * T29: the self-evaluation 自评价 of the owner, in months 12 to 24 after passing acceptance and going into operation, for the
 * approving authority and the Ministry of Finance [C:S6]. A later one is also accepted, but marked as late. While it is overdue
 * the project has priority for a post-evaluation [D].
 */

import { overdue, toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { months } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import {
  MEASURES_ACCEPTANCE_REPORT,
  MEASURES_SELF_EVALUATION,
  MEASURES_SELF_EVALUATION_ONCE,
  MEASURES_SELF_EVALUATION_PERIOD,
} from '../../law/provisions.ts'
import { monthsAfter } from '../../values/calendar.ts'
import { addMonths, endOfDay, maxDate, type PlainDate } from '../../values/plain-date.ts'
import { document, integer, object, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { act, DEPARTMENT_LEAD, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { inEvaluation } from './state.ts'

const REFUSALS = {
  selfEvaluationBeforeReport: {
    kind: 'gate',
    zh: '验收报告尚未备案，不受理自评价',
    en: 'the acceptance report is not filed yet, which blocks the self-evaluation',
    source: MEASURES_ACCEPTANCE_REPORT,
  },
  selfEvaluationTooEarly: {
    kind: 'gate',
    zh: '自评价应在验收通过并投入运行 {months} 个月后报送，最早 {firstDay}',
    en: 'a self-evaluation comes {months} months after acceptance and operation, on {firstDay} at the earliest',
    source: MEASURES_SELF_EVALUATION_PERIOD,
  },
  selfEvaluatedAlready: {
    kind: 'state',
    zh: '自评价已于 {on} 报送',
    en: 'the self-evaluation was submitted on {on}',
    source: MEASURES_SELF_EVALUATION_ONCE,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const SELF_EVALUATION_POLICY = {
  /** From acceptance and operation to the first day on which it is accepted. */
  selfEvaluationFromMonths: months(12, MEASURES_SELF_EVALUATION_PERIOD),
  /** From acceptance and operation to the last day. */
  selfEvaluationToMonths: months(24, MEASURES_SELF_EVALUATION_PERIOD),
}

export type SelfEvaluationEvent =
  | {
      type: 'selfEvaluationSubmitted'
      v: 1
      on: PlainDate
      report: string
      selfScore: number
      achieved: string
      /** Submitted after month 24. */
      late: boolean
    }
  /** T29: overdue, so the project has priority for a post-evaluation. */
  | { type: 'selfEvaluationOverdue'; v: 1; dueOn: PlainDate }

interface SelfEvaluationWindow {
  /** The corresponding day of the first month: days off do not move the beginning of a period. */
  firstDay: PlainDate
  lastDay: PlainDate
  basis: { unit: 'months'; from: PlainDate; months: number }
  provisional: boolean
}

/** The base date [D]: the later of acceptance and operation. Null while one of them is missing. */
export function evaluationBaseOf({ acceptance }: ProjectState): PlainDate | null {
  if (!acceptance?.passedOn || !acceptance.operatingSince) return null
  return maxDate(acceptance.passedOn, acceptance.operatingSince)
}

function selfEvaluationWindow(
  state: ProjectState,
  { calendar, policy }: Pick<Facts, 'calendar' | 'policy'>,
): SelfEvaluationWindow | null {
  const base = evaluationBaseOf(state)
  if (base === null) return null
  const { selfEvaluationFromMonths, selfEvaluationToMonths } = policy.values
  const { date, provisional } = monthsAfter(calendar, base, selfEvaluationToMonths)
  const basis = { unit: 'months', from: base, months: selfEvaluationToMonths } as const
  return { firstDay: addMonths(base, selfEvaluationFromMonths), lastDay: date, basis, provisional }
}

const acts = {
  submitSelfEvaluation: act({
    zh: '报送自评价',
    en: 'submit the self-evaluation',
    source: together(MEASURES_SELF_EVALUATION, MEASURES_SELF_EVALUATION_PERIOD),
    ...DEPARTMENT_LEAD,
    body: object({
      report: document('自评价报告'),
      selfScore: integer(0, 100, '自评分'),
      achieved: prose(4000, 'goals and indicators achieved'),
    }),
    from: ['operating'],
    ready: (state, facts) => [
      must(!state.evaluation?.self, 'selfEvaluatedAlready', { on: state.evaluation?.self?.on ?? '' }),
      ...windowChecks(state, facts),
    ],
    events: (state, { report, selfScore, achieved }, facts) => {
      const { on } = facts
      const window = selfEvaluationWindow(state, facts)
      const late = window !== null && on > window.lastDay
      return [{ type: 'selfEvaluationSubmitted', v: 1, on, report, selfScore, achieved, late }]
    },
  }),
}

function windowChecks(state: ProjectState, facts: Facts): Check[] {
  const window = selfEvaluationWindow(state, facts)
  if (state.status !== 'operating' || !window) return []
  return [
    must(Boolean(state.acceptance?.reportFiledOn), 'selfEvaluationBeforeReport'),
    must(facts.on >= window.firstDay, 'selfEvaluationTooEarly', {
      firstDay: window.firstDay,
      months: facts.policy.values.selfEvaluationFromMonths,
    }),
  ]
}

const events: Events<SelfEvaluationEvent> = {
  selfEvaluationSubmitted: {
    evolve: (state, { selfScore, report, on, late }, { by }) =>
      inEvaluation(withPreparer(state, by), { self: { score: selfScore, report, on, late } }),
    notice: {
      to: ['authority', 'finance'],
      zh: '自评价已报送',
      en: 'The self-evaluation was submitted',
      next: toDo('请审批部门决定是否开展后评价。', 'The authority is to decide on a post-evaluation.'),
    },
    forCommissioned: true,
  },
  selfEvaluationOverdue: {
    evolve: (state) => inEvaluation(state, { selfOverdue: true }),
    notice: {
      to: ['owner', 'authority', 'finance'],
      zh: '自评价逾期，优先安排后评价',
      en: 'The self-evaluation is overdue: first in line for a post-evaluation',
      next: overdue('请建设单位立即报送自评价。', 'The owner is to submit the self-evaluation at once.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'selfEvaluation'> = {
  selfEvaluation: {
    zh: '自评价',
    en: 'self-evaluation',
    source: MEASURES_SELF_EVALUATION_PERIOD,
    runs: { zh: '已投入运行，尚未报送自评价', en: 'in operation, no self-evaluation yet' },
    consequence: { zh: '逾期：优先安排后评价', en: 'overdue: first in line for a post-evaluation' },
    period: 'selfEvaluationToMonths',
    due: (state, facts) => {
      if (state.status !== 'operating' || state.evaluation?.self) return []
      const window = selfEvaluationWindow(state, facts)
      if (!window) return []
      const { lastDay: dueOn, provisional, basis } = window
      return [{ round: 1, dueOn, dueAt: endOfDay(dueOn), provisional, basis }]
    },
    passed: (_state, { dueOn }) => [{ type: 'selfEvaluationOverdue', v: 1, dueOn }],
    settledBy: ['submitSelfEvaluation'],
    responsible: ['owner'],
    isUndone: ({ evaluation }) => evaluation?.selfOverdue === true && evaluation.self === null,
    warnings: { first: 20, last: 5 },
    // It occurs only once in a project.
    isCurrent: () => true,
  },
}

export const SELF_EVALUATION = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
