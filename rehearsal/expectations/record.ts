/** What the record says about the step: its events, with their fields and by whom. */
import type { ObservedEvent } from '../observation.ts'
import { shown } from '../problem.ts'
import { wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { eventWords } from './event-words.ts'
import type { Expectation, Mismatch, Reading } from './expectation.ts'
import { actorIn, isNone, word } from './reading.ts'

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
      if (isNone(reading, place)) return async (seen) => nothing(await seen.events())
      const events = eventsIn(place, reading)
      return events && (async (seen) => missing(events, await seen.events()))
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
          .map(({ type }) => ({ expected: `no ${type}`, found: 'it on record' }))
      }
    },
  },
} as const satisfies Record<string, Expectation>

function eventsIn(place: Place, reading: Reading): Fields[] | undefined {
  const places = reading.source.isList(place) ? reading.source.items(place, 'events') : [place]
  const events = places.map((item) => eventIn(item, reading))
  return events.every((event) => event !== undefined) ? events : undefined
}

function eventIn(place: Place, reading: Reading): Fields | undefined {
  const { source, kind } = reading
  const known = eventWords(kind)
  if (!source.isMap(place)) {
    const type = word(reading, place, known, 'an event')
    return type === undefined ? undefined : { type, by: null, others: [] }
  }
  const given = new Map(source.entries(place, 'an event'))
  const named = given.get('type')
  const type = named && wordIn(known, source.text(named, 'an event') ?? '')
  if (type === undefined) return source.fail(named ?? place, 'an event with a known type')
  const by = given.get('by')
  const others = [...given].filter(([key]) => key !== 'type' && key !== 'by')
  return {
    type,
    by: by ? (actorIn(by, reading) ?? null) : null,
    others: others.map(([key, value]) => [key, source.value(value)]),
  }
}

const fits = ({ type, by, others }: Fields, { event, by: actor }: ObservedEvent): boolean =>
  event.type === type &&
  (by === null || by === actor) &&
  others.every(([key, value]) => isSame(value, (event as unknown as Record<string, unknown>)[key]))

const isSame = (expected: unknown, found: unknown): boolean =>
  JSON.stringify(expected) === JSON.stringify(found)

function missing(expected: readonly Fields[], found: readonly ObservedEvent[]): Mismatch[] {
  return expected
    .filter((fields) => !found.some((event) => fits(fields, event)))
    .map((fields) => ({
      expected: `an event ${fields.type}${detailsOf(fields)}`,
      found: found.map((event) => alike(fields, event)).join(', ') || 'none',
    }))
}

const detailsOf = ({ by, others }: Fields): string =>
  [...(by === null ? [] : [` by ${by}`]), ...others.map(([key, value]) => ` ${key} ${shown(value)}`)].join(
    ',',
  )

/** The same kind of event is shown with the fields in question, others by name. */
function alike(fields: Fields, { event, by }: ObservedEvent): string {
  if (event.type !== fields.type) return event.type
  const values = event as unknown as Record<string, unknown>
  return `${event.type} by ${by}${fields.others.map(([key]) => ` ${key} ${shown(values[key])}`).join(',')}`
}

const nothing = (events: readonly ObservedEvent[]): Mismatch[] =>
  events.length === 0
    ? []
    : [{ expected: 'nothing recorded', found: events.map(({ event }) => event.type).join(', ') }]
