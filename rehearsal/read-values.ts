/** Small values that the parts of a file share: dates and titles. */
import { isPlainDate, type PlainDate } from '#domain/values/plain-date.ts'
import { TITLE_WORDS } from './file-words.ts'
import { shown, type Titles } from './problem.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const DATE: Titles = { zh: '日期，例如 2026-03-02', en: 'a date such as 2026-03-02' }
const A_TIME: Titles = { zh: '时间，例如 10:00', en: 'a time such as 10:00' }
const A_TEXT: Titles = { zh: '文本', en: 'a text' }
export const TRUE_OR_FALSE: Titles = { zh: 'true 或 false', en: 'true or false' }

export function dateIn(source: YamlSource, place: Place): PlainDate | undefined {
  const text = source.text(place, DATE)
  if (text === undefined || isPlainDate(text)) return text
  return source.fail(place, DATE, shown(text))
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** `10:00` as the minute of the day. */
export function minuteIn(source: YamlSource, place: Place): number | undefined {
  const text = source.text(place, A_TIME)
  const match = TIME.exec(text ?? '')
  if (!match) return text === undefined ? undefined : source.fail(place, A_TIME)
  const [, hours, minutes] = match
  return Number(hours) * 60 + Number(minutes)
}

/** `{zh, en}`, or one text for both. */
export function titlesIn(source: YamlSource, place: Place): Titles | undefined {
  if (source.isText(place)) {
    const text = source.text(place, A_TEXT) ?? ''
    return { zh: text, en: text }
  }
  const { zh, en } = source.fields(place, TITLE_WORDS, {
    zh: '文本，或 {中文, 英文}',
    en: 'a text, or {zh, en}',
  })
  const texts = [zh, en].map((one) => (one ? source.text(one, A_TEXT) : undefined))
  const [first = texts[1], second = first] = texts
  return first === undefined || second === undefined ? undefined : { zh: first, en: second }
}
