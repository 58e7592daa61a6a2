/** Who was told what: by mails that a mail server received, and by webhook calls that arrived. */
import { shown } from '../problem.ts'
import type { Mail } from '../world/mail-catcher.ts'
import type { Place } from '../yaml-source.ts'
import { eventWords } from './event-words.ts'
import { type Expectation, includes, type Mismatch, type Reading } from './expectation.ts'
import { isNone, wordList } from './reading.ts'

interface Told {
  email: string
  id: string
  /** A part of the subject; null: any. */
  subject: string | null
}

export const NOTICE_EXPECTATIONS = {
  notified: {
    zh: '已通知',
    en: 'who received a mail in this step: people, people with a part of the subject, or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return async (seen) => nobody(await seen.mails())
      const told = toldIn(place, reading)
      return told && (async (seen) => missing(told, await seen.mails()))
    },
  },
  webhook: {
    zh: '回调',
    en: 'events that the webhook receiver was called for in this step, or none',
    read: (place, reading) => {
      const events = wordList(reading, place, eventWords(reading.kind), 'an event')
      if (!events) return undefined
      return async (seen) => {
        const found = (await seen.calls()).map(({ event }) => event)
        if (events.length > 0) return includes('a webhook call for', events, found)
        return found.length === 0 ? [] : [{ expected: 'no webhook call', found: found.join(', ') }]
      }
    },
  },
} as const satisfies Record<string, Expectation>

function toldIn(place: Place, reading: Reading): Told[] | undefined {
  const { source } = reading
  if (source.isMap(place)) {
    const told = source
      .entries(place, 'people')
      .map(([name, value]) => person(name, value, reading, source.text(value, 'a part of the subject') ?? ''))
    return told.every((one) => one !== undefined) ? told : undefined
  }
  const places = source.isList(place) ? source.items(place, 'people') : [place]
  const told = places.map((item) => {
    const name = source.text(item, 'a person')
    return name === undefined ? undefined : person(name, item, reading, null)
  })
  return told.every((one) => one !== undefined) ? told : undefined
}

function person(name: string, place: Place, reading: Reading, subject: string | null): Told | undefined {
  const found = reading.cast.find(name)
  return found
    ? { id: found.id, email: found.email, subject }
    : reading.source.fail(place, 'a person of db/reference/people.yaml', shown(name))
}

function missing(told: readonly Told[], mails: readonly Mail[]): Mismatch[] {
  return told.flatMap(({ email, id, subject }) => {
    const received = mails.filter(({ to }) => to.includes(email))
    if (received.some((mail) => subject === null || mail.subject.includes(subject))) return []
    const about = subject === null ? '' : ` about “${subject}”`
    const found = received.map((mail) => `“${mail.subject}”`).join(', ') || `mails to ${recipientsOf(mails)}`
    return [{ expected: `a mail to ${id}${about}`, found }]
  })
}

const recipientsOf = (mails: readonly Mail[]): string =>
  [...new Set(mails.flatMap(({ to }) => to))].toSorted().join(', ') || 'nobody'

const nobody = (mails: readonly Mail[]): Mismatch[] =>
  mails.length === 0 ? [] : [{ expected: 'no mail', found: `mails to ${recipientsOf(mails)}` }]
