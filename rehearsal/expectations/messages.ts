/** Messages one by one: to whom, by which channel, in which language, when on the world's calendar, and how many. */
import type { Words as CaseWords } from '#domain/case/kind.ts'
import { dateOf, type Instant, minuteOfDay, wallTimeOf } from '#domain/values/plain-date.ts'
import type { Observation } from '../observation.ts'
import { LANGUAGE_WORDS } from '../preference-notation.ts'
import { asIs, listedTexts, shown, type Titles } from '../problem.ts'
import { personAt } from '../read-party.ts'
import { dateIn, minuteIn } from '../read-values.ts'
import { named, wordIn } from '../words.ts'
import type { Mail } from '../world/mail-catcher.ts'
import type { Call } from '../world/webhook-receiver.ts'
import type { Place } from '../yaml-source.ts'
import { differs, type Expectation, joined, type Mismatch, type Reading } from './expectation.ts'
import { integer, isNone } from './reading.ts'

const A_MESSAGE: Titles = {
  zh: '消息，例如 {收件人: 陈昊, 日期: 2026-03-24}',
  en: 'a message such as {to: chen-hao, on: 2026-03-24}',
}
const COUNT: Titles = { zh: '消息的数量', en: 'a number of messages' }
const MESSAGE_WORDS = {
  to: { zh: '收件人' },
  channel: { zh: '渠道' },
  about: { zh: '关于' },
  language: { zh: '语言' },
  on: { zh: '日期' },
  at: { zh: '时间' },
  digest: { zh: '汇总' },
  count: { zh: '数量' },
}
const CHANNEL_WORDS = { mail: { zh: '邮件' }, webhook: { zh: '回调' } } as const
const TAGS = { zh: 'zh', en: 'en', both: 'zh, en' } as const

/** A message as it arrived. */
interface Arrived {
  channel: keyof typeof CHANNEL_WORDS
  to: string[]
  subject: string
  language: string | null
  at: Instant
  /** One line of each notice in it; several only in a digest. */
  notices: string[]
}

interface Wanted {
  text: Titles
  /** Null: at least one. */
  count: number | null
  fits(message: Arrived): boolean
}

type Fields = Partial<Record<keyof typeof MESSAGE_WORDS, Place>>

export const MESSAGES = {
  messages: {
    zh: '消息',
    en: 'messages of this step: {to, channel, about, language, on, at, digest, count}, a list, how many mails, or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return mailsInAll(0, reading)
      if (!reading.source.isMap(place) && !reading.source.isList(place)) {
        const count = integer(reading, place, {
          zh: '消息、其数量，或无',
          en: 'messages, their number, or none',
        })
        return count === undefined ? undefined : mailsInAll(count, reading)
      }
      const places = reading.source.isList(place) ? reading.source.items(place, A_MESSAGE) : [place]
      const wanted = places.map((item) => wantedIn(item, reading))
      return async (seen) => {
        const arrived = await arrivedIn(seen, reading.kind)
        return wanted.flatMap((one) => compare(one, arrived))
      }
    },
  },
} as const satisfies Record<string, Expectation>

const mailsInAll =
  (count: number, { kind }: Reading) =>
  async (seen: Observation): Promise<Mismatch[]> => {
    const mails = (await arrivedIn(seen, kind)).filter(({ channel }) => channel === 'mail')
    return mails.length === count
      ? []
      : differs({ zh: `${count} 封邮件`, en: `${count} mails` }, shownMessages(mails))
  }

function wantedIn(place: Place, reading: Reading): Wanted {
  const { source } = reading
  const fields: Fields = source.fields(place, MESSAGE_WORDS, A_MESSAGE)
  const tests = testsIn(fields, reading)
  const count = fields.count ? (integer(reading, fields.count, COUNT) ?? null) : null
  const { count: _count, ...shownFields } = source.value(place) as Record<string, unknown>
  return { text: shown(shownFields), count, fits: (message) => tests.every((test) => test(message)) }
}

type Test = (message: Arrived) => boolean

/** A message without a channel is a mail. */
function testsIn(fields: Fields, reading: Reading): Test[] {
  const { source } = reading
  const channel = fields.channel ? wordAt(fields.channel, reading, CHANNEL_WORDS) : 'mail'
  const about = fields.about && source.text(fields.about, { zh: '主题的一部分', en: 'a part of the subject' })
  const language = fields.language && wordAt(fields.language, reading, LANGUAGE_WORDS)
  const on = fields.on && dateIn(source, fields.on)
  const minute = fields.at && minuteIn(source, fields.at)
  const email = fields.to && personAt(fields.to, reading)?.email
  const tests: (Test | false | undefined)[] = [
    (message) => message.channel === channel,
    email !== undefined && (({ to }) => to.includes(email)),
    about !== undefined && (({ subject }) => subject.includes(about)),
    language && ((message) => message.language === TAGS[language]),
    on !== undefined && (({ at }) => dateOf(at) === on),
    minute !== undefined && (({ at }) => minuteOfDay(at) === minute),
    fields.digest && digestTest(fields.digest, reading),
  ]
  return tests.filter((test): test is Test => Boolean(test))
}

/** Exactly these notices in one mail, each with a part of its text. */
function digestTest(place: Place, { source }: Reading): Test {
  const parts = source
    .items(place, { zh: '汇总的内容', en: 'what the digest tells' })
    .map((item) => source.text(item, { zh: '文本的一部分', en: 'a part of a text' }) ?? '')
  return ({ notices }) =>
    notices.length === parts.length && parts.every((part) => notices.some((line) => line.includes(part)))
}

function wordAt<K extends string>(
  place: Place,
  { source }: Reading,
  words: Readonly<Record<K, { zh: string }>>,
): K | undefined {
  const text = source.text(place, { zh: '词语', en: 'a word' })
  return text === undefined ? undefined : (wordIn(words, text) ?? source.unknown(place, text, words))
}

function compare({ text, count, fits }: Wanted, arrived: readonly Arrived[]): Mismatch[] {
  const found = arrived.filter(fits).length
  if (count === null ? found > 0 : found === count) return []
  const all = shownMessages(arrived)
  return differs(
    { zh: `${count ?? '至少一'}条消息 ${text.zh}`, en: `${count ?? 'a'} message ${text.en}` },
    { zh: `${found} 条，共有 ${all.zh}`, en: `${found}, of ${all.en}` },
  )
}

const arrivedIn = async (seen: Observation, kind: CaseWords): Promise<Arrived[]> => [
  ...(await seen.mails()).map((mail) => mailArrived(mail, kind)),
  ...(await seen.calls()).map(callArrived),
]

/** Each notice of a mail begins with what it is about: `项目“…”：…`, `project “…”: …`. */
function mailArrived({ to, subject, language, at, text }: Mail, { zh, en }: CaseWords): Arrived {
  const lines = text.split('\n')
  const chinese = lines.filter((line) => line.startsWith(`${zh}“`))
  const notices = chinese.length > 0 ? chinese : lines.filter((line) => line.startsWith(`${en} “`))
  return { channel: 'mail', to, subject, language, at, notices }
}

function callArrived({ payload }: Call): Arrived {
  const { zh, en } = payload.data as { zh: string; en: string }
  const subject = `${zh} / ${en}`
  return {
    channel: 'webhook',
    to: [],
    subject,
    language: null,
    at: payload.timestamp as Instant,
    notices: [subject],
  }
}

const shownMessages = (messages: readonly Arrived[]): Titles =>
  listedTexts(
    messages.map(({ channel, to, subject, language, at }) =>
      joined(
        named(CHANNEL_WORDS, channel),
        asIs([...to, `“${subject}”`, language ?? '', wallTimeOf(at)].join(' ')),
      ),
    ),
  )
