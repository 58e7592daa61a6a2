/** Received notices: mails that arrived at the mail server, and webhook calls that arrived at the receiver. */
import type { Person } from '#domain/values/directory.ts'
import { asIs, listedTexts, type Titles } from '../problem.ts'
import { A_PERSON, personAt, personNamed } from '../read-party.ts'
import { named } from '../words.ts'
import type { Mail } from '../world/mail-catcher.ts'
import { keyOf, type Place } from '../yaml-source.ts'
import { AN_EVENT, eventWords } from './event-words.ts'
import { differs, type Expectation, includes, type Mismatch, type Reading } from './expectation.ts'
import { actorText, isNone, wordList } from './reading.ts'

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
      if (isNone(reading, place)) return async (seen) => nobody(await seen.mails(), reading)
      const wanted = noticesIn(place, reading)
      return wanted && (async (seen) => missing(wanted, await seen.mails(), reading))
    },
  },
  webhook: {
    zh: '回调',
    en: 'events that the webhook receiver was called for in this step, or none',
    read: (place, reading) => {
      const known = eventWords(reading)
      const events = wordList(reading, place, known, AN_EVENT)
      if (!events) return undefined
      return async (seen) => {
        const found = (await seen.calls()).map(({ event }) => event)
        if (events.length > 0)
          return includes({ zh: '就下列事件回调：', en: 'a webhook call for' }, events, found, known)
        const calls = listedTexts(found.map((event) => named(known, event)))
        return found.length === 0 ? [] : differs({ zh: '无回调', en: 'no webhook call' }, calls)
      }
    },
  },
} as const satisfies Record<string, Expectation>

function noticesIn(place: Place, reading: Reading): ExpectedNotice[] | undefined {
  const { source } = reading
  if (source.isMap(place)) {
    const notices = source.entries(place, A_PERSON).map(([name, value]) => {
      const subject = source.text(value, { zh: '主题的一部分', en: 'a part of the subject' }) ?? ''
      return noticeTo(personNamed(name, keyOf(value), reading), subject)
    })
    return notices.every((one) => one !== undefined) ? notices : undefined
  }
  const places = source.isList(place) ? source.items(place, A_PERSON) : [place]
  const notices = places.map((item) => noticeTo(personAt(item, reading), null))
  return notices.every((one) => one !== undefined) ? notices : undefined
}

const noticeTo = (found: Person | undefined, subject: string | null): ExpectedNotice | undefined =>
  found && { id: found.id, email: found.email, subject }

function missing(notices: readonly ExpectedNotice[], mails: readonly Mail[], reading: Reading): Mismatch[] {
  return notices.flatMap(({ email, id, subject }) => {
    const received = mails.filter(({ to }) => to.includes(email))
    if (received.some((mail) => subject === null || mail.subject.includes(subject))) return []
    const who = actorText(id, reading)
    const expected = {
      zh: `${subject === null ? '' : `主题含“${subject}”、`}发给${who.zh}的邮件`,
      en: `a mail to ${who.en}${subject === null ? '' : ` about “${subject}”`}`,
    }
    const subjects = received.map((mail) => asIs(`“${mail.subject}”`))
    return differs(expected, subjects.length > 0 ? listedTexts(subjects) : mailsTold(mails, reading))
  })
}

function mailsTold(mails: readonly Mail[], { directory }: Reading): Titles {
  const addresses = [...new Set(mails.flatMap(({ to }) => to))].toSorted()
  if (addresses.length === 0) return { zh: '无邮件', en: 'mails to nobody' }
  const names = addresses.map((address) => directory.byEmail(address)?.zh ?? address)
  return { zh: `发给${names.join('、')}的邮件`, en: `mails to ${addresses.join(', ')}` }
}

const nobody = (mails: readonly Mail[], reading: Reading): Mismatch[] =>
  mails.length === 0 ? [] : differs({ zh: '无邮件', en: 'no mail' }, mailsTold(mails, reading))
