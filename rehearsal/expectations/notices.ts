/** Received notices: mails that arrived at the mail server, and webhook calls that arrived at the receiver. */
import { shown } from '../problem.ts'
import type { Mail } from '../world/mail-catcher.ts'
import type { Place } from '../yaml-source.ts'
import { eventWords } from './event-words.ts'
import { type Expectation, includes, type Mismatch, type Reading } from './expectation.ts'
import { isNone, wordList } from './reading.ts'

interface ExpectedNotice {
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
      const wanted = noticesIn(place, reading)
      return wanted && (async (seen) => missing(wanted, await seen.mails()))
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

function noticesIn(place: Place, reading: Reading): ExpectedNotice[] | undefined {
  const { source } = reading
  if (source.isMap(place)) {
    const notices = source
      .entries(place, 'people')
      .map(([name, value]) => person(name, value, reading, source.text(value, 'a part of the subject') ?? ''))
    return notices.every((one) => one !== undefined) ? notices : undefined
  }
  const places = source.isList(place) ? source.items(place, 'people') : [place]
  const notices = places.map((item) => {
    const name = source.text(item, 'a person')
    return name === undefined ? undefined : person(name, item, reading, null)
  })
  return notices.every((one) => one !== undefined) ? notices : undefined
}

function person(
  name: string,
  place: Place,
  reading: Reading,
  subject: string | null,
): ExpectedNotice | undefined {
  const found = reading.directory.find(name)
  return found
    ? { id: found.id, email: found.email, subject }
    : reading.source.fail(place, 'a person of db/reference/people.yaml', shown(name))
}

function missing(notices: readonly ExpectedNotice[], mails: readonly Mail[]): Mismatch[] {
  return notices.flatMap(({ email, id, subject }) => {
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
