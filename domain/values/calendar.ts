import { isLegalHoliday } from './legal-holidays.ts'
import { addDays, addMonths, type PlainDate, weekdayOf, yearOf } from './plain-date.ts'

/**
 * The working calendar: what the State Council's yearly notices say. A year absent from `years` has no notice
 * yet and is computed from the holidays of the law alone (全国年节及纪念日放假办法 (2024-11-10) [C:S12]); every date
 * computed with such a year is provisional.
 */
export interface Calendar {
  version: string
  /** By year 'YYYY': `off` are the days off the notice names, `work` the weekend days made workdays. */
  years: Record<string, { source: string; off: PlainDate[]; work: PlainDate[] }>
}

/** A date computed on a calendar; `provisional` if a notice not yet issued may still move it. */
interface CalendarDate {
  date: PlainDate
  provisional: boolean
}

/** Why a day counts or does not. `noticeHoliday` and `makeUpWorkday` come from a notice. */
type DayReason = 'workday' | 'makeUpWorkday' | 'weekend' | 'noticeHoliday' | 'legalHoliday'

/** Consecutive days, ends included, that count (or do not) for one reason; `workdays` is 0 for days off. */
export interface WorkdayRun {
  from: PlainDate
  to: PlainDate
  workdays: number
  reason: DayReason
}

/** Whether `d` is a working day: statutory holidays do not count (许可法82 [C:S10]). */
export function isWorkday(cal: Calendar, d: PlainDate): boolean {
  return isWorking(reasonOf(cal, d))
}

/** Whether the calendar holds no notice for `year`. */
export function isProvisionalYear(cal: Calendar, year: number): boolean {
  return cal.years[String(year)] === undefined
}

/** Whether any of the days after `fromExclusive` up to `toInclusive` lies in a year without notice. */
export function crossesProvisionalYear(
  cal: Calendar,
  fromExclusive: PlainDate,
  toInclusive: PlainDate,
): boolean {
  if (toInclusive <= fromExclusive) return false
  for (let year = yearOf(addDays(fromExclusive, 1)); year <= yearOf(toInclusive); year++) {
    if (isProvisionalYear(cal, year)) return true
  }
  return false
}

/**
 * The `n`th working day after `from`; day 1 is the next working day (许可法82 [C:S10], 民法典201-203 [C:S12]).
 * `n` = 0 gives `from` itself. Throws TypeError unless `n` is an integer >= 0, RangeError past the year 2199.
 */
export function addWorkdays(cal: Calendar, from: PlainDate, n: number): CalendarDate {
  assertCount(n)
  let date = from
  for (let counted = 0; counted < n; ) {
    date = addDays(date, 1)
    if (isWorkday(cal, date)) counted++
  }
  const provisional = isProvisionalYear(cal, yearOf(date)) || crossesProvisionalYear(cal, from, date)
  return { date, provisional }
}

/** The `n`th working day before `to`, counted back; `n` = 0 gives `to` itself. TypeError unless `n` is an integer >= 0. */
export function workdaysBefore(cal: Calendar, to: PlainDate, n: number): PlainDate {
  assertCount(n)
  let date = to
  for (let counted = 0; counted < n; ) {
    date = addDays(date, -1)
    if (isWorkday(cal, date)) counted++
  }
  return date
}

/** Working days after `fromExclusive` up to `toInclusive`; 0 if that is no later day. */
export function countWorkdays(cal: Calendar, fromExclusive: PlainDate, toInclusive: PlainDate): number {
  if (toInclusive <= fromExclusive) return 0
  let count = 0
  for (let d = fromExclusive; d < toInclusive; ) {
    d = addDays(d, 1)
    if (isWorkday(cal, d)) count++
  }
  return count
}

/**
 * The last day of a period of `months` months after `from`: the corresponding day or the month's end, and the
 * next working day if that is a day off (民法典201-203 [C:S12], by analogy). `months` = 0 moves only a last day
 * that is off, for dates fixed by a decision. Only the days at the end decide whether it is provisional.
 * Throws TypeError unless `months` is an integer >= 0, RangeError past the year 2199.
 */
export function monthsAfter(cal: Calendar, from: PlainDate, months: number): CalendarDate {
  assertCount(months)
  const nominal = addMonths(from, months)
  let date = nominal
  while (!isWorkday(cal, date)) date = addDays(date, 1)
  const provisional = isProvisionalYear(cal, yearOf(nominal)) || crossesProvisionalYear(cal, nominal, date)
  return { date, provisional }
}

/** The days after `fromExclusive` up to `toInclusive`, in runs of one reason: they explain how a date was computed. */
export function explainWorkdays(
  cal: Calendar,
  fromExclusive: PlainDate,
  toInclusive: PlainDate,
): WorkdayRun[] {
  const runs: WorkdayRun[] = []
  for (let d = fromExclusive; d < toInclusive; ) {
    d = addDays(d, 1)
    const reason = reasonOf(cal, d)
    const workdays = isWorking(reason) ? 1 : 0
    const run = runs.at(-1)
    if (run?.reason === reason) {
      run.to = d
      run.workdays += workdays
    } else {
      runs.push({ from: d, to: d, workdays, reason })
    }
  }
  return runs
}

const isWorking = (reason: DayReason) => reason === 'workday' || reason === 'makeUpWorkday'

function reasonOf(cal: Calendar, d: PlainDate): DayReason {
  const year = yearOf(d)
  // The notice for a year may also move days of the December before it (a long weekend at New Year). It is the
  // newer notice, so it comes first.
  for (const notice of [cal.years[String(year + 1)], cal.years[String(year)]]) {
    if (notice?.off.includes(d)) return 'noticeHoliday'
    if (notice?.work.includes(d)) return 'makeUpWorkday'
  }
  if (isProvisionalYear(cal, year) && isLegalHoliday(d)) return 'legalHoliday'
  const weekday = weekdayOf(d)
  return weekday === 0 || weekday === 6 ? 'weekend' : 'workday'
}

function assertCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new TypeError(`not a number of days or months: ${n}`)
}
