/** T19 and T20: what the owner reports while it builds. */
import { addWorkdays } from '../calendar.ts'
import { yearOf } from '../plain-date.ts'
import type { BodyOf } from '../project/actions.ts'
import type { ProjectEvent } from '../project/events.ts'
import type { Facts } from '../project/facts.ts'
import type { Rules } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'
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
    rules: yearChecks,
    events: (_state, { trialRunEffect, ...body }, { on }) => [
      {
        type: 'performanceReported',
        v: 1,
        on,
        ...body,
        trialRunEffect: trialRunEffect ?? null,
        isLate: yearOf(on) > body.year,
      },
    ],
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
  { on }: Facts,
): Check[] {
  if (!construction) return []
  const [from, to] = [yearOf(construction.startedOn), yearOf(on)]
  const tellsTrialRun = status !== 'trialRun' || year !== to || trialRunEffect !== undefined
  return [
    must(year >= from && year <= to, 'yearNotReportable', { from, to }),
    must(!construction.reportedYears.includes(year), 'yearReportedAlready', { year }),
    must(tellsTrialRun, 'trialRunEffectMissing'),
  ]
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
