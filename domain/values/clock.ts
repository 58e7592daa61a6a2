import {
  addWorkdays,
  type Calendar,
  countWorkdays,
  crossesProvisionalYear,
  explainWorkdays,
  type WorkdayRun,
} from './calendar.ts'
import { addDays, maxDate, minDate, type PlainDate } from './plain-date.ts'

/**
 * What may stop a clock. Appraisal (expert review) and hearing do not count in the period (许可法45 [C:S10]). Waiting
 * for the State Council, and a supplement requested after admission where the published guide allows it, are choices
 * of this system (rulebook §3 [D]).
 */
export const PAUSE_REASONS = ['appraisal', 'hearing', 'stateCouncil', 'supplementAfterAdmission'] as const
/** Reasons that a person may pause the clock for. An appraisal pauses it when it is commissioned. */
export const PAUSES_BY_ACT = ['hearing', 'stateCouncil', 'supplementAfterAdmission'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** `to` is null while the pause lasts. `document` announced it: 许可法45 [C:S10] requires writing. */
interface Pause {
  from: PlainDate
  to: PlainDate | null
  reason: PauseReason
  document: string
}

/**
 * A period in working days with its pauses, oldest first, never overlapping. The due date is derived, never
 * stored alone. Day 1 is the working day after `startedOn`; the day on which a pause begins still counts, the
 * day on which it ends does not (rulebook §3 [D]).
 */
export interface Clock {
  startedOn: PlainDate
  allowedWorkingDays: number
  extendedByWorkingDays: number
  pauses: Pause[]
}

/** `provisional` if a notice not yet issued may still move the date. */
export interface DueDate {
  dueOn: PlainDate
  provisional: boolean
}

/**
 * One stretch of a clock, both ends included: running if `pause` is null. `to` and `workingDays` are null for
 * a pause that still lasts. Working days of a pause are those it costs, not part of the period.
 */
interface ClockStretch {
  from: PlainDate
  to: PlainDate | null
  workingDays: number | null
  pause: { reason: PauseReason; document: string } | null
  runs: WorkdayRun[]
}

/** How the due date was computed: the stretches up to it (or up to a pause that still lasts), as data for a screen. */
export interface ClockExplanation {
  calendarVersion: string
  startedOn: PlainDate
  allowedWorkingDays: number
  extendedByWorkingDays: number
  stretches: ClockStretch[]
  due: DueDate | null
}

/** A running clock. Throws TypeError unless `allowedWorkingDays` is an integer >= 1. */
export function startClock(startedOn: PlainDate, allowedWorkingDays: number): Clock {
  assertWorkingDays(allowedWorkingDays)
  return { startedOn, allowedWorkingDays, extendedByWorkingDays: 0, pauses: [] }
}

/**
 * Stops the clock at the end of the day `from`, or at the end of the last pause if that is later: acts are dated by
 * their receipt and may be decided in another order. Throws TypeError if the clock is stopped already or if no
 * document is named.
 */
export function pause(clock: Clock, { from: received, reason, document }: Omit<Pause, 'to'>): Clock {
  if (isPaused(clock)) throw new TypeError('the clock is paused already')
  const from = maxDate(received, clock.pauses.at(-1)?.to ?? clock.startedOn)
  if (document.trim() === '') throw new TypeError('a pause needs its document')
  return { ...clock, pauses: [...clock.pauses, { from, to: null, reason, document }] }
}

/** Ends the pause on the day `received`, but not before it began; the next day counts. Throws TypeError if there is no pause. */
export function resume(clock: Clock, received: PlainDate): Clock {
  const last = clock.pauses.at(-1)
  if (last?.to !== null) throw new TypeError('the clock is not paused')
  const to = maxDate(received, last.from)
  return { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...last, to }] }
}

/**
 * Adds working days to the period, also while paused. Whether a further extension is lawful (once only, by
 * 许可法42 [C:S10]), the caller checks. Throws TypeError unless `workingDays` is an integer >= 1.
 */
export function extend(clock: Clock, workingDays: number): Clock {
  assertWorkingDays(workingDays)
  return { ...clock, extendedByWorkingDays: clock.extendedByWorkingDays + workingDays }
}

/** Whether a pause lasts. */
export function isPaused(clock: Clock): boolean {
  return clock.pauses.at(-1)?.to === null
}

/** The last day of the period (it ends at 24:00), or null while paused. Throws RangeError past 2199. */
export function dueOf(clock: Clock, cal: Calendar): DueDate | null {
  if (isPaused(clock)) return null
  let left = periodOf(clock)
  let provisional = false
  for (const { after, until, stoppedBy } of spansOf(clock)) {
    if (stoppedBy) continue
    const counted = until === null ? Number.POSITIVE_INFINITY : countWorkdays(cal, after, until)
    if (until === null || counted >= left) {
      const end = addWorkdays(cal, after, left)
      return { dueOn: end.date, provisional: provisional || end.provisional }
    }
    left -= counted
    provisional ||= crossesProvisionalYear(cal, after, until)
  }
  throw new TypeError('a clock that is not paused has an open last span')
}

/** Working days of the period used up to the end of `today`, pauses left out (the net, statutory time). */
export function elapsedWorkingDays(clock: Clock, cal: Calendar, today: PlainDate): number {
  let elapsed = 0
  for (const { after, until, stoppedBy } of spansOf(clock)) {
    if (!stoppedBy) elapsed += countWorkdays(cal, after, until === null ? today : minDate(until, today))
  }
  return elapsed
}

/** Working days left after `today`: 0 on the due date, negative by the working days it is overdue. */
export function remainingWorkingDays(clock: Clock, cal: Calendar, today: PlainDate): number {
  return periodOf(clock) - elapsedWorkingDays(clock, cal, today)
}

/** Working days since the start up to the end of `today`, pauses included (the gross time users feel). */
export function grossWorkingDays(clock: Clock, cal: Calendar, today: PlainDate): number {
  return countWorkdays(cal, clock.startedOn, today)
}

/** The breakdown of the due date; pauses that began after it are left out. Throws RangeError past 2199. */
export function explain(clock: Clock, cal: Calendar): ClockExplanation {
  const due = dueOf(clock, cal)
  const stretches: ClockStretch[] = []
  for (const span of spansOf(clock)) {
    // Cut at the due date; a span that begins on it or later is left with no days.
    const to = due ? minDate(span.until ?? due.dueOn, due.dueOn) : span.until
    if (to === null || to > span.after) stretches.push(stretchOf(cal, span, to))
  }
  const { startedOn, allowedWorkingDays, extendedByWorkingDays } = clock
  return {
    calendarVersion: cal.version,
    startedOn,
    allowedWorkingDays,
    extendedByWorkingDays,
    stretches,
    due,
  }
}

interface Span {
  after: PlainDate
  until: PlainDate | null
  stoppedBy: Pause | null
}

// Running and stopped spans in turn, each from `after` (exclusive) to `until` (inclusive). The counting rule is in
// these limits: the day on which a pause begins is the last of the running span, the day on which it ends is the last
// of the stopped one.
function spansOf(clock: Clock): Span[] {
  const spans: Span[] = []
  let after = clock.startedOn
  for (const stop of clock.pauses) {
    spans.push({ after, until: stop.from, stoppedBy: null })
    spans.push({ after: stop.from, until: stop.to, stoppedBy: stop })
    if (stop.to === null) return spans
    after = stop.to
  }
  spans.push({ after, until: null, stoppedBy: null })
  return spans
}

function stretchOf(cal: Calendar, { after, stoppedBy }: Span, to: PlainDate | null): ClockStretch {
  return {
    from: addDays(after, 1),
    to,
    workingDays: to && countWorkdays(cal, after, to),
    pause: stoppedBy && { reason: stoppedBy.reason, document: stoppedBy.document },
    runs: to ? explainWorkdays(cal, after, to) : [],
  }
}

const periodOf = (clock: Clock) => clock.allowedWorkingDays + clock.extendedByWorkingDays

function assertWorkingDays(n: number): void {
  if (!Number.isSafeInteger(n) || n < 1) throw new TypeError(`not a period in working days: ${n}`)
}
