/** T19 and T20: what the owner reports while it builds. */

import type { Check } from '../../case/refusal.ts'
import { addWorkdays } from '../../values/calendar.ts'
import { fen, formatWan } from '../../values/money.ts'
import { addMonths, type PlainDate, plainDate, yearOf } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import { budgetEstimateFen, plannedThroughFen } from '../budget-sums.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { delayOf } from './delay.ts'
import { CONSTRUCTION_PERIOD, LATE_REPORTING, nextReportYear, overdueReportYears } from './reports.ts'
import { underConstruction } from './state.ts'

export const REPORTING_RULES: Rules<'reportPerformance' | 'reportIncident'> = {
  reportPerformance: {
    ready: (state) => [
      overdueReportYears(state).length > 0 || nextReportYear(state) !== null
        ? inStatus(state, ...CONSTRUCTION_PERIOD, ...LATE_REPORTING)
        : inStatus(state, ...CONSTRUCTION_PERIOD),
    ],
    rules: (state, body, facts) => [...yearChecks(state, body, facts), ...executionChecks(state, body)],
    events: (state, body, { on }) => {
      const { trialRunEffect, overrunExplanation: _told, ...said } = body
      const isLate = yearOf(on) > body.year
      return [
        { type: 'performanceReported', v: 1, on, ...said, trialRunEffect: trialRunEffect ?? null, isLate },
        ...overrunOf(state, body, on),
      ]
    },
  },
  reportIncident: {
    // Delay and loss do not wait for a rectification or a suspension to end.
    ready: (state) => [inStatus(state, 'building', 'rectifying', 'suspended')],
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
    events: (state, body, facts) => [incident(state, body, facts)],
  },
}

function yearChecks(
  { construction, status }: ProjectState,
  { year, trialRunEffect }: BodyOf<'reportPerformance'>,
  { on, policy }: Facts,
): Check[] {
  if (!construction) return []
  // What is no longer built is told of as a whole, however early in its last year.
  const isOver = LATE_REPORTING.includes(status)
  const reportableFrom = addMonths(plainDate(`${year}-01-01`), policy.values.annualReportFromMonths)
  const [from, to] = [yearOf(construction.startedOn), yearOf(on)]
  const tellsTrialRun = status !== 'trialRun' || year !== to || trialRunEffect !== undefined
  return [
    must(year >= from && year <= to, 'yearNotReportable', { from, to }),
    must(!construction.reportedYears.includes(year), 'yearReportedAlready', { year }),
    must(isOver || year > to || on >= reportableFrom, 'reportTooEarly', { year, from: reportableFrom }),
    must(tellsTrialRun, 'trialRunEffectMissing'),
  ]
}

type Executed = Pick<BodyOf<'reportPerformance'>, 'year' | 'investmentExecutedFen' | 'overrunExplanation'>

/** More than planned or approved may have been executed: then it is said why, and the authority hears of it. */
function executionChecks(state: ProjectState, body: Executed): Check[] {
  const { construction } = state
  if (!construction || body.year < yearOf(construction.startedOn)) return []
  const { plannedFen, estimateFen, isBeyond } = limitsOf(state, body)
  const isExplained = body.overrunExplanation !== undefined
  return [
    must(!isBeyond || isExplained, 'overrunUnexplained', {
      executed: formatWan(body.investmentExecutedFen),
      planned: formatWan(plannedFen),
      estimate: formatWan(estimateFen),
    }),
    must(isBeyond || !isExplained, 'overrunOfNothing'),
  ]
}

function limitsOf(state: ProjectState, { year, investmentExecutedFen }: Executed) {
  const plannedFen = plannedThroughFen(state, year)
  const estimateFen = budgetEstimateFen(state) ?? fen(0)
  return {
    plannedFen,
    estimateFen,
    isBeyond: investmentExecutedFen > plannedFen || investmentExecutedFen > estimateFen,
  }
}

function overrunOf(state: ProjectState, body: Executed, on: PlainDate): ProjectEvent[] {
  const { plannedFen, estimateFen } = limitsOf(state, body)
  const { year, investmentExecutedFen: executedFen, overrunExplanation: explanation } = body
  if (explanation === undefined) return []
  const amounts = { executedFen, plannedFen, estimateFen }
  return [{ type: 'investmentOverrunReported', v: 1, on, year, ...amounts, explanation }]
}

function incident(
  state: ProjectState,
  body: BodyOf<'reportIncident'>,
  { on, calendar, policy }: Facts,
): ProjectEvent {
  const construction = underConstruction(state)
  const { behindPercent, isSerious } = delayOf(construction, body.progressPercent, on, policy.values)
  const foundOn = body.foundOn ?? on
  const latest = addWorkdays(calendar, foundOn, policy.values.incidentReportWorkingDays).date
  return {
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
  }
}
