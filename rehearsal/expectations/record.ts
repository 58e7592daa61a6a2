/** What the record says about the step: its events, with their fields and by whom. */
import { isDeepStrictEqual } from 'node:util'
import type { ObservedEvent } from '../observation.ts'
import { listedTexts, shown, type Titles } from '../problem.ts'
import { named, wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { AN_EVENT, eventWords } from './event-words.ts'
import { differs, type Expectation, joined, type Mismatch, type Reading } from './expectation.ts'
import { actorIn, actorText, isNone, word } from './reading.ts'

/** Besides the event's own fields. */
const EVENT_KEYS = { type: { zh: '事件' }, by: { zh: '办理人' } }
const ON_RECORD: Titles = { zh: '已有记录', en: 'it on record' }

interface Fields {
  type: string
  by: string | null
  others: [string, unknown][]
}

export const RECORD = {
  recorded: {
    zh: '已记录',
    en: 'events recorded in this step, by name or {type, by, and any field of the event}, or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return async (seen) => nothing(await seen.events(), reading)
      const events = eventsIn(place, reading)
      return events && (async (seen) => missing(events, await seen.events(), reading))
    },
  },
  notRecorded: {
    zh: '未记录',
    en: 'events that must not have been recorded in this step',
    read: (place, reading) => {
      const events = eventsIn(place, reading)
      if (!events) return undefined
      return async (seen) => {
        const found = await seen.events()
        return events
          .filter((fields) => found.some((event) => fits(fields, event)))
          .flatMap(({ type }) =>
            differs(joined({ zh: '未记录', en: 'no' }, named(eventWords(reading), type)), ON_RECORD),
          )
      }
    },
  },
} as const satisfies Record<string, Expectation>

function eventsIn(place: Place, reading: Reading): Fields[] | undefined {
  const places = reading.source.isList(place) ? reading.source.items(place, AN_EVENT) : [place]
  const events = places.map((item) => eventIn(item, reading))
  return events.every((event) => event !== undefined) ? events : undefined
}

function eventIn(place: Place, reading: Reading): Fields | undefined {
  const { source } = reading
  const known = eventWords(reading)
  if (!source.isMap(place)) {
    const type = word(reading, place, known, AN_EVENT)
    return type === undefined ? undefined : { type, by: null, others: [] }
  }
  const given = source
    .entries(place, AN_EVENT)
    .map(([key, value]) => ({ key: wordIn(EVENT_KEYS, key) ?? key, value }))
  const [type, by] = ['type', 'by'].map((key) => given.find((one) => one.key === key)?.value)
  if (!type) return source.fail(place, { zh: '写明“事件”', en: 'an event with a known type' })
  const name = word(reading, type, known, AN_EVENT)
  const others = given.filter(({ key }) => !Object.hasOwn(EVENT_KEYS, key))
  return name === undefined
    ? undefined
    : {
        type: name,
        by: by ? (actorIn(by, reading) ?? null) : null,
        others: others.map(({ key, value }) => [key, source.value(value)]),
      }
}

const fits = ({ type, by, others }: Fields, { event, by: actor }: ObservedEvent): boolean =>
  event.type === type &&
  (by === null || by === actor) &&
  others.every(([key, value]) => isSame(value, (event as unknown as Record<string, unknown>)[key]))

/** Maps have no order; lists have one. */
const isSame = (expected: unknown, found: unknown): boolean => isDeepStrictEqual(expected, found)

function missing(expected: readonly Fields[], found: readonly ObservedEvent[], reading: Reading): Mismatch[] {
  return expected
    .filter((fields) => !found.some((event) => fits(fields, event)))
    .flatMap((fields) => {
      const { type, by, others } = fields
      const event = joined({ zh: '事件', en: 'an event' }, detailsOf({ type, by, others }, reading))
      return differs(event, listedTexts(found.map((one) => alike(fields, one, reading))))
    })
}

function detailsOf({ type, by, others }: Fields, reading: Reading): Titles {
  const { zh, en } = named(eventWords(reading), type)
  const values = others.map(([key, value]) => ({ key, value: shown(value) }))
  const who = by === null ? null : actorText(by, reading)
  return {
    zh: [zh, ...(who ? [`由${who.zh}`] : []), ...values.map(({ key, value }) => `${key} ${value.zh}`)].join(
      '，',
    ),
    en: `${en}${[...(who ? [` by ${who.en}`] : []), ...values.map(({ key, value }) => ` ${key} ${value.en}`)].join(',')}`,
  }
}

/** The same kind of event is shown with the fields in question, others by name. */
function alike(fields: Fields, { event, by }: ObservedEvent, reading: Reading): Titles {
  if (event.type !== fields.type) return named(eventWords(reading), event.type)
  const values = event as unknown as Record<string, unknown>
  const others = fields.others.map(([key]): [string, unknown] => [key, values[key]])
  return detailsOf({ type: event.type, by, others }, reading)
}

const nothing = (events: readonly ObservedEvent[], reading: Reading): Mismatch[] =>
  events.length === 0
    ? []
    : differs(
        { zh: '无任何记录', en: 'nothing recorded' },
        listedTexts(events.map(({ event }) => named(eventWords(reading), event.type))),
      )
