/** Small values that the parts of a file share: dates and titles. */
import { isPlainDate, type PlainDate } from '#domain/values/plain-date.ts'
import { TITLE_WORDS } from './file-words.ts'
import { shown } from './problem.ts'
import type { Titles } from './rehearsal.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export function dateIn(source: YamlSource, place: Place): PlainDate | undefined {
  const text = source.text(place, 'a date such as 2026-03-02')
  if (text === undefined || isPlainDate(text)) return text
  return source.fail(place, 'a date such as 2026-03-02', shown(text))
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** `10:00` as the minute of the day. */
export function minuteIn(source: YamlSource, place: Place): number | undefined {
  const match = TIME.exec(source.text(place, 'a time such as 10:00') ?? '')
  if (!match) return source.fail(place, 'a time such as 10:00')
  const [, hours, minutes] = match
  return Number(hours) * 60 + Number(minutes)
}

/** `{zh, en}`, or one text for both. */
export function titlesIn(source: YamlSource, place: Place): Titles | undefined {
  if (source.isText(place)) {
    const text = source.text(place, 'a text') ?? ''
    return { zh: text, en: text }
  }
  const { zh, en } = source.fields(place, TITLE_WORDS, 'a text, or {zh, en}')
  const texts = [zh, en].map((one) => (one ? source.text(one, 'a text') : undefined))
  const [first = texts[1], second = first] = texts
  return first === undefined || second === undefined ? undefined : { zh: first, en: second }
}
