/** A legal date 'YYYY-MM-DD' in Asia/Shanghai, years 1900 to 2199. */
export type PlainDate = string & { readonly __brand: 'PlainDate' }

/** A moment: ISO 8601 in UTC with milliseconds and 'Z', years 0000 to 9999. */
export type Instant = string & { readonly __brand: 'Instant' }

const DAY_MS = 86_400_000

// China has had UTC+8 without summer time since 1991. All legal dates of this procedure are later, so a fixed offset is
// exact, and an update of the time zone database cannot change an old decision.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

const DATE_SHAPE = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const INSTANT_SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Whether `s` is a date that exists in the calendar, in canonical form and within the accepted years. */
export function isPlainDate(s: unknown): s is PlainDate {
  if (typeof s !== 'string' || !DATE_SHAPE.test(s)) return false
  return Number(s.slice(8)) <= daysInMonth(Number(s.slice(0, 4)), Number(s.slice(5, 7)))
}

/** Brands a date that is known to be valid. Throws TypeError if it is not, which is a bug in the caller. */
export function plainDate(s: string): PlainDate {
  if (!isPlainDate(s)) throw new TypeError(`not a plain date: ${JSON.stringify(s)}`)
  return s
}

/** Whether `s` is an existing moment in the canonical form that `Date.prototype.toISOString` writes. */
export function isInstant(s: unknown): s is Instant {
  if (typeof s !== 'string' || !INSTANT_SHAPE.test(s)) return false
  const ms = Date.parse(s)
  return !Number.isNaN(ms) && new Date(ms).toISOString() === s
}

/** The moment `ms` milliseconds after the Unix epoch. Throws TypeError unless that is an `Instant`. */
export function instant(ms: number): Instant {
  const text = Number.isSafeInteger(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : ''
  if (!isInstant(text)) throw new TypeError(`not milliseconds of an instant: ${ms}`)
  return text
}

/** Milliseconds since the Unix epoch. */
export function msOf(i: Instant): number {
  return Date.parse(i)
}

/** The date in Shanghai at the moment `i`. Throws RangeError outside the accepted years. */
export function dateOf(i: Instant): PlainDate {
  return dateOfDayNumber(Math.floor((msOf(i) + SHANGHAI_OFFSET_MS) / DAY_MS))
}

/** 00:00 in Shanghai on `d`. */
export function startOfDay(d: PlainDate): Instant {
  return instant(dayNumberOf(d) * DAY_MS - SHANGHAI_OFFSET_MS)
}

/** 24:00 in Shanghai on `d`, which is the start of the next day: a legal day ends then (民法典201-203 [C:S12]). */
export function endOfDay(d: PlainDate): Instant {
  return instant((dayNumberOf(d) + 1) * DAY_MS - SHANGHAI_OFFSET_MS)
}

/** Minutes since the beginning of the day in China. */
export const minuteOfDay = (at: Instant): number =>
  Math.floor((msOf(at) - msOf(startOfDay(dateOf(at)))) / 60_000)

/** Date and time in China: `2026-03-06 10:00`. */
export function wallTimeOf(at: Instant): string {
  const minute = minuteOfDay(at)
  return `${dateOf(at)} ${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
}

/** `d` moved by `days` calendar days, back if negative. Throws RangeError outside the accepted years. */
export function addDays(d: PlainDate, days: number): PlainDate {
  if (!Number.isSafeInteger(days)) throw new TypeError(`not a number of days: ${days}`)
  return dateOfDayNumber(dayNumberOf(d) + days)
}

/**
 * `d` moved by `months` calendar months, back if negative: the corresponding day, or the month's end where
 * there is none (民法典201-203 [C:S12]). Does not look at days off: see `monthsAfter` in calendar.ts.
 * Throws RangeError outside the accepted years.
 */
export function addMonths(d: PlainDate, months: number): PlainDate {
  if (!Number.isSafeInteger(months)) throw new TypeError(`not a number of months: ${months}`)
  const index = yearOf(d) * 12 + Number(d.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  assertAcceptedYear(year)
  const month = index - year * 12 + 1
  const day = Math.min(Number(d.slice(8)), daysInMonth(year, month))
  return `${year}-${twoDigits(month)}-${twoDigits(day)}` as PlainDate
}

/** Negative if `a` is before `b`, 0 if equal, positive if after: for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Calendar days from `a` to `b`; negative if `b` is before `a`. */
export function daysBetween(a: PlainDate, b: PlainDate): number {
  return dayNumberOf(b) - dayNumberOf(a)
}

/** Day of the week, 0 (Sunday) to 6 (Saturday). */
export function weekdayOf(d: PlainDate): number {
  return new Date(dayNumberOf(d) * DAY_MS).getUTCDay()
}

/** The calendar year, 1900 to 2199. */
export function yearOf(d: PlainDate): number {
  return Number(d.slice(0, 4))
}

/** The later of two dates. */
export function maxDate(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? b : a
}

/** The earlier of two dates. */
export function minDate(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b
}

const twoDigits = (n: number) => String(n).padStart(2, '0')

// Days since 1970-01-01. The date is read as UTC, so that no time zone shifts it.
function dayNumberOf(d: PlainDate): number {
  return Date.parse(d) / DAY_MS
}

function dateOfDayNumber(days: number): PlainDate {
  const date = new Date(days * DAY_MS)
  assertAcceptedYear(date.getUTCFullYear())
  return date.toISOString().slice(0, 10) as PlainDate
}

function assertAcceptedYear(year: number): void {
  if (!(year >= 1900 && year <= 2199)) throw new RangeError('date outside the years 1900-2199')
}
