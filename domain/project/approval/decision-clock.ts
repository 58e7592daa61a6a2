/**
 * T8: the clock of the decision. It starts with the admission, is paused for times that the law does not count (许可法45), and can be
 * extended once, before its end (许可法42). Where several departments handle it together it is longer (joint-handling.ts). After its
 * last day nothing is approved by silence: the overrun is recorded for supervision (T8 [D]).
 */

import { information, NOTHING_TO_DO, overdue } from '../../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { SYSTEM_POLICY } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { LICENSING_LAW_42, LICENSING_LAW_45 } from '../../law/provisions.ts'
import {
  type Clock,
  dueOf,
  extend,
  PAUSES_BY_ACT,
  type PauseReason,
  pause,
  remainingWorkingDays,
  resume,
} from '../../values/clock.ts'
import { endOfDay, type PlainDate } from '../../values/plain-date.ts'
import { document, object, oneOf, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { APPROVER, act, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { decisionPeriod } from './joint-handling.ts'
import { inApproval, isClockPaused, isOfReceived, isUnderDecision, UNDER_DECISION } from './state.ts'

const REFUSALS = {
  clockNotRunning: {
    kind: 'state',
    zh: '审批时限当前未在计算',
    en: 'the decision clock is not running',
    source: LICENSING_LAW_45,
  },
  clockNotPaused: {
    kind: 'state',
    zh: '审批时限当前未因该事由中止',
    en: 'the decision clock is not paused for that reason',
    source: LICENSING_LAW_45,
  },
  extendedAlready: {
    kind: 'gate',
    zh: '审批期限只能延长一次',
    en: 'the decision period is extended only once',
    source: LICENSING_LAW_42,
  },
  decisionPeriodOver: {
    kind: 'gate',
    zh: '审批期限已届满：只能在届满前批准延长',
    en: 'the period for the decision has run out: only a running one is extended',
    source: LICENSING_LAW_42,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const DECISION_CLOCK_POLICY = {
  /** From the admission to the decision. */
  decisionWorkingDays: workingDays(20, LICENSING_LAW_42),
  /** Added to it at an extension, which is possible once. */
  decisionExtensionWorkingDays: workingDays(10, LICENSING_LAW_42),
}

export type DecisionClockEvent =
  | { type: 'clockPaused'; v: 1; on: PlainDate; reason: PauseReason; document: string }
  | { type: 'clockResumed'; v: 1; on: PlainDate; reason: PauseReason; document: string }
  | { type: 'decisionExtended'; v: 1; workingDays: number; reasons: string }
  /** T8 [D]: no tacit approval; the overrun is recorded for supervision. */
  | { type: 'decisionOverrun'; v: 1; dueOn: PlainDate }

/** A paused clock cannot be paused again. */
export const notPausedCheck = (state: ProjectState): Check => must(!isClockPaused(state), 'clockNotRunning')

const startedCheck = ({ approval }: ProjectState): Check => must(approval.clock !== null, 'clockNotRunning')

const acts = {
  pauseClock: act({
    zh: '中止计时',
    en: 'pause the decision clock',
    source: together(LICENSING_LAW_45, SYSTEM_POLICY),
    ...APPROVER,
    decides: true,
    body: object({ reason: oneOf(PAUSES_BY_ACT), document: document() }),
    from: ['admitted', 'deciding'],
    ready: (state) => [startedCheck(state) ?? notPausedCheck(state)],
    events: (_state, { reason, document }, { on }) => [{ type: 'clockPaused', v: 1, on, reason, document }],
  }),
  resumeClock: act({
    zh: '恢复计时',
    en: 'resume the decision clock',
    source: together(LICENSING_LAW_45, SYSTEM_POLICY),
    ...APPROVER,
    decides: true,
    body: object({ reason: oneOf(PAUSES_BY_ACT), document: document() }),
    from: ['admitted', 'deciding'],
    ready: (state) => [must(isClockPaused(state), 'clockNotPaused')],
    rules: (state, { reason }) => [
      must(state.approval.clock?.pauses.at(-1)?.reason === reason, 'clockNotPaused'),
    ],
    events: (_state, { reason, document }, { on }) => [{ type: 'clockResumed', v: 1, on, reason, document }],
  }),
  extendDecision: act({
    zh: '延长审批期限',
    en: 'extend the decision period',
    source: LICENSING_LAW_42,
    ...APPROVER,
    review: 'extension',
    decides: true,
    body: object({ reasons: prose(4000, 'written reasons') }),
    from: UNDER_DECISION,
    ready: (state, facts) => [
      must(!state.approval.extended, 'extendedAlready'),
      startedCheck(state),
      must(!hasRunOut(state, facts), 'decisionPeriodOver'),
    ],
    events: ({ approval }, { reasons }, { policy }) => [
      {
        type: 'decisionExtended',
        v: 1,
        workingDays: decisionPeriod(approval.jointly, policy).extension,
        reasons,
      },
    ],
  }),
}

/** A clock whose last day has passed cannot be extended: a late decision stays late. A paused clock has not run out. */
function hasRunOut({ approval: { clock } }: ProjectState, { calendar, on }: Facts): boolean {
  if (clock === null) return false
  const due = dueOf(clock, calendar)
  return due ? on > due.dueOn : remainingWorkingDays(clock, calendar, on) < 0
}

const withClock = (state: ProjectState, change: (clock: Clock) => Clock): ProjectState =>
  state.approval.clock ? inApproval(state, { clock: change(state.approval.clock) }) : state

const events: Events<DecisionClockEvent> = {
  clockPaused: {
    evolve: (state, { on, reason, document }) =>
      withClock(state, (clock) => pause(clock, { from: on, reason, document })),
    notice: {
      to: ['owner'],
      zh: '审批计时中止',
      en: 'The decision clock was paused',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  clockResumed: {
    evolve: (state, { on }) => withClock(state, (clock) => resume(clock, on)),
    notice: {
      to: ['owner'],
      zh: '审批计时恢复',
      en: 'The decision clock runs again',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  decisionExtended: {
    evolve: (state, { workingDays }) => {
      const { clock } = state.approval
      return inApproval(state, { extended: true, clock: clock && extend(clock, workingDays) })
    },
    notice: {
      to: ['owner'],
      zh: '审批期限延长',
      en: 'The decision period was extended',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  decisionOverrun: {
    // Changes nothing: no tacit approval (T8 [D]). The overrun is in the record and in notices.
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority'],
      zh: '审批超期',
      en: 'The decision is overdue',
      next: overdue('请审批部门立即作出决定。', 'The authority is to decide at once.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'decision'> = {
  decision: {
    zh: '审批决定',
    en: 'decision',
    source: LICENSING_LAW_42,
    // A paused clock has no due date, so no deadline is armed.
    runs: { zh: '已受理，且审批时限在计算', en: 'admitted, and the clock runs' },
    consequence: {
      zh: '超期，记入监督；绝不视为批准',
      en: 'overrun, on the supervision record; never a tacit approval',
    },
    period: 'decisionWorkingDays',
    due: (state, { calendar }) => {
      const { clock, round } = state.approval
      const due = isUnderDecision(state) && clock ? dueOf(clock, calendar) : null
      if (!clock || !due) return []
      const { dueOn, provisional } = due
      return [{ round, dueOn, dueAt: endOfDay(dueOn), provisional, basis: { unit: 'workingDays', clock } }]
    },
    passed: (_state, { dueOn }) => [{ type: 'decisionOverrun', v: 1, dueOn }],
    settledBy: ['decide', 'commissionAppraisal', 'extendDecision'],
    responsible: ['authority'],
    isUndone: (state, round) => isUnderDecision(state) && state.approval.round === round,
    warnings: { first: 5, last: 1 },
    isCurrent: isOfReceived,
  },
}

export const DECISION_CLOCK = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic
