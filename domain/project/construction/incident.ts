/**
 * T20: the owner reports a serious delay or a major loss (严重逾期 / 投资重大损失, rulebook §2.5). The report itself changes
 * nothing; the authority decides what follows.
 */

import { toDo } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { months, percent, workingDays } from '../../law/policy.ts'
import { MEASURES_RECTIFICATION } from '../../law/provisions.ts'
import { addWorkdays } from '../../values/calendar.ts'
import type { Fen } from '../../values/money.ts'
import { addMonths, daysBetween, minDate, type PlainDate } from '../../values/plain-date.ts'
import { date, document, integer, list, money, object, oneOf, prose } from '../../values/shape.ts'
import type { Facts } from '../facts.ts'
import { act, type Events, type ProjectTopic } from '../topic.ts'
import { type ConstructionState, underConstruction } from './state.ts'
import { INCIDENT_KINDS, type IncidentKind } from './words.ts'

const REFUSALS = {
  foundInFuture: {
    kind: 'input',
    zh: '发现日期 {date} 晚于报告日期',
    en: 'the date of discovery {date} is later than the report',
    source: POLICY_DEFAULT,
  },
  foundBeforeStart: {
    kind: 'input',
    zh: '发现日期 {date} 早于开工日期 {startedOn}',
    en: 'the date of discovery {date} is before the construction began on {startedOn}',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const INCIDENT_POLICY = {
  /** From the day on which it was found to the report; a later report is marked as late. */
  incidentReportWorkingDays: workingDays(5),
  /** A delay is serious (严重逾期) if it is more than this number of months after the planned completion. */
  seriousDelayMonths: months(6),
  /** A delay is also serious if progress is more than this number of percentage points behind a steady progress. */
  seriousDelayPercent: percent(30),
}

export type IncidentEvent = {
  type: 'incidentReported'
  v: 1
  on: PlainDate
  kinds: IncidentKind[]
  progressPercent: number
  lossFen: Fen
  description: string
  document: string
  foundOn: PlainDate
  /** Reported later than policy allows. */
  isLate: boolean
  plannedCompletionOn: PlainDate
  /** Percentage points by which the progress is behind a steady progress over the planned time. */
  behindPercent: number
  /** The delay is above a threshold of policy. */
  isSeriousDelay: boolean
}

const acts = {
  reportIncident: act({
    zh: '报告严重逾期或重大损失',
    en: 'report a serious delay or a major loss',
    source: MEASURES_RECTIFICATION,
    roles: ['applicant', 'departmentLead'],
    relation: 'owner',
    body: object(
      {
        kinds: list(oneOf(INCIDENT_KINDS), 1, INCIDENT_KINDS.length),
        progressPercent: integer(0, 100, '建设进度'),
        lossFen: money<Fen>('损失金额，无损失或尚未查明为 0'),
        description: prose(4000),
        document: document('情况报告'),
      },
      { foundOn: date<PlainDate>('发现日期，缺省为报告当日') },
    ),
    // Also during rectification and suspension: a report of delay or loss must not wait for their end.
    from: ['building', 'rectifying', 'suspended'],
    rules: ({ construction }, { foundOn }, { on }) => {
      const startedOn = construction?.startedOn ?? on
      return [
        must(foundOn === undefined || foundOn <= on, 'foundInFuture', { date: foundOn ?? '' }),
        must(foundOn === undefined || foundOn >= startedOn, 'foundBeforeStart', {
          date: foundOn ?? '',
          startedOn,
        }),
      ]
    },
    events: (state, body, facts) => {
      const { on, calendar, policy } = facts
      const construction = underConstruction(state)
      const { behindPercent, isSerious } = delayOf(construction, body.progressPercent, facts)
      const foundOn = body.foundOn ?? on
      const latest = addWorkdays(calendar, foundOn, policy.values.incidentReportWorkingDays).date
      return [
        {
          type: 'incidentReported',
          v: 1,
          on,
          kinds: [...new Set(body.kinds)],
          progressPercent: body.progressPercent,
          lossFen: body.lossFen,
          description: body.description,
          document: body.document,
          foundOn,
          isLate: on > latest,
          plannedCompletionOn: construction.plannedCompletionOn,
          behindPercent,
          isSeriousDelay: isSerious,
        },
      ]
    },
  }),
}

interface Delay {
  /** Percentage points behind the schedule on that day. */
  behindPercent: number
  /** 严重逾期: the law gives no threshold, so policy does (rulebook §2.5 [D]). */
  isSerious: boolean
}

/** How late construction is, compared with a steady progress over the planned time. */
function delayOf(
  { startedOn, plannedCompletionOn }: ConstructionState,
  progressPercent: number,
  { on, policy }: Pick<Facts, 'on' | 'policy'>,
): Delay {
  const { seriousDelayMonths, seriousDelayPercent } = policy.values
  const scheduleDays = daysBetween(startedOn, plannedCompletionOn)
  const elapsedDays = daysBetween(startedOn, minDate(on, plannedCompletionOn))
  const plannedPercent = Math.floor((100 * elapsedDays) / scheduleDays)
  const behindPercent = Math.max(0, plannedPercent - progressPercent)
  const isMonthsLate = on > addMonths(plannedCompletionOn, seriousDelayMonths)
  return { behindPercent, isSerious: isMonthsLate || behindPercent > seriousDelayPercent }
}

const events: Events<IncidentEvent> = {
  incidentReported: {
    evolve: (state, _event, { by }) => withPreparer(state, by),
    notice: {
      to: ['authority'],
      zh: '建设单位报告严重逾期或重大损失',
      en: 'The owner reports a serious delay or a major loss',
      next: toDo(
        '请审批部门研究是否责令整改或暂停建设。',
        'The authority is to consider an order or a suspension.',
      ),
    },
    forCommissioned: true,
  },
}

export const INCIDENT = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
