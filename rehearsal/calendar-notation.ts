/** A holiday notice as a file writes it: days and spans of days, `2027-02-05..2027-02-11`. */
import type { Calendar } from '#domain/values/calendar.ts'
import { addDays, isPlainDate, type PlainDate } from '#domain/values/plain-date.ts'
import { shown } from './problem.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const CALENDAR_WORDS = { version: { zh: '版本' }, years: { zh: '年度' } }
const YEAR_WORDS = {
  year: { zh: '年' },
  source: { zh: '依据' },
  off: { zh: '放假' },
  work: { zh: '调休上班' },
}

/** Empty when the file does not make sense there. */
export function calendarIn(source: YamlSource, place: Place): Calendar[] {
  const fields = source.fields(place, CALENDAR_WORDS, 'a working calendar')
  const version = fields.version && source.text(fields.version, 'a version')
  if (version === undefined || !fields.years) {
    source.fail(place, '“version” and “years”', 'less')
    return []
  }
  const years = source.items(fields.years, 'a list of years').flatMap((year) => yearIn(source, year))
  return [{ version, years: Object.fromEntries(years) }]
}

function yearIn(source: YamlSource, place: Place): [string, Calendar['years'][string]][] {
  const fields = source.fields(place, YEAR_WORDS, 'a year such as {year: 2027, source, off, work}')
  const year = fields.year && source.text(fields.year, 'a year')
  const notice = fields.source && source.text(fields.source, 'the notice')
  if (year === undefined || notice === undefined) {
    source.fail(place, '“year” and “source”', 'less')
    return []
  }
  const days = (list: Place | undefined): PlainDate[] =>
    list ? source.items(list, 'a list of days').flatMap((day) => daysIn(source, day)) : []
  return [[year, { source: notice, off: days(fields.off), work: days(fields.work) }]]
}

function daysIn(source: YamlSource, place: Place): PlainDate[] {
  const text = source.text(place, 'a day') ?? ''
  const [from, to = from, ...rest] = text.split('..')
  if (!isPlainDate(from) || !isPlainDate(to) || to < from || rest.length > 0) {
    source.fail(place, 'a day, or days such as 2027-02-05..2027-02-11', shown(text))
    return []
  }
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
