/** A holiday notice as a file writes it: days and spans of days, `2027-02-05..2027-02-11`. */
import type { Calendar } from '#domain/values/calendar.ts'
import { addDays, isPlainDate, type PlainDate } from '#domain/values/plain-date.ts'
import { shown, type Titles } from './problem.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const CALENDAR_WORDS = { version: { zh: '版本' }, years: { zh: '年度' } }
const YEAR_WORDS = {
  year: { zh: '年' },
  source: { zh: '依据' },
  off: { zh: '放假' },
  work: { zh: '调休上班' },
}
const LESS: Titles = { zh: '不全', en: 'less' }
const DAYS: Titles = {
  zh: '一天，或多天，例如 2027-02-05..2027-02-11',
  en: 'a day, or days such as 2027-02-05..2027-02-11',
}

/** Empty when the file does not make sense there. */
export function calendarIn(source: YamlSource, place: Place): Calendar[] {
  const fields = source.fields(place, CALENDAR_WORDS, { zh: '工作日历', en: 'a working calendar' })
  const version = fields.version && source.text(fields.version, { zh: '版本', en: 'a version' })
  if (version === undefined || !fields.years) {
    source.fail(place, { zh: '“版本”和“年度”', en: '“version” and “years”' }, LESS)
    return []
  }
  const years = source
    .items(fields.years, { zh: '年度列表', en: 'a list of years' })
    .flatMap((year) => yearIn(source, year))
  return [{ version, years: Object.fromEntries(years) }]
}

function yearIn(source: YamlSource, place: Place): [string, Calendar['years'][string]][] {
  const fields = source.fields(place, YEAR_WORDS, {
    zh: '年度，例如 {年: 2027, 依据, 放假, 调休上班}',
    en: 'a year such as {year: 2027, source, off, work}',
  })
  const year = fields.year && source.text(fields.year, { zh: '年', en: 'a year' })
  const notice = fields.source && source.text(fields.source, { zh: '通知', en: 'the notice' })
  if (year === undefined || notice === undefined) {
    source.fail(place, { zh: '“年”和“依据”', en: '“year” and “source”' }, LESS)
    return []
  }
  const days = (list: Place | undefined): PlainDate[] =>
    list
      ? source.items(list, { zh: '日期列表', en: 'a list of days' }).flatMap((day) => daysIn(source, day))
      : []
  return [[year, { source: notice, off: days(fields.off), work: days(fields.work) }]]
}

function daysIn(source: YamlSource, place: Place): PlainDate[] {
  const text = source.text(place, DAYS) ?? ''
  const [from, to = from, ...rest] = text.split('..')
  if (!isPlainDate(from) || !isPlainDate(to) || to < from || rest.length > 0) {
    source.fail(place, DAYS, shown(text))
    return []
  }
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
