/** When a notice is sent to a person: at once, in the morning, in the daily digest, or never. */
import type { NoticeGroup } from '../case/notice.ts'
import { type Calendar, isWorkday } from '../values/calendar.ts'
import {
  addDays,
  dateOf,
  type Instant,
  instant,
  msOf,
  type PlainDate,
  startOfDay,
} from '../values/plain-date.ts'
import type { NoticePolicy } from './notice-policy.ts'

export const NOTICE_LANGUAGES = ['zh', 'en', 'both'] as const
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number]

export const DIGESTS = ['none', 'daily'] as const

export interface NoticePreferences {
  language: NoticeLanguage
  digest: (typeof DIGESTS)[number]
  /** Minute of the day in Shanghai: the digest is sent at the first office time from then on. */
  digestMinute: number
  /** Nothing is sent outside office hours. */
  quietHours: boolean
  /** Groups for which the person wants no mail. */
  muted: readonly NoticeGroup[]
}

/** The defaults: everything at once, in both languages. */
export const NO_PREFERENCES: NoticePreferences = {
  language: 'both',
  digest: 'none',
  digestMinute: 9 * 60,
  quietHours: false,
  muted: [],
}

export type NoticeTiming =
  | { kind: 'now' }
  | { kind: 'muted' }
  | { kind: 'later'; at: Instant; inDigest: boolean }

export interface OfficeHours {
  calendar: Calendar
  policy: Pick<NoticePolicy, 'officeHours' | 'promptNotices'>
}

const MINUTE_MS = 60_000
const NOW: NoticeTiming = { kind: 'now' }

/** Groups that the policy sends at once cannot be muted. */
export const isMuted = (
  group: NoticeGroup,
  { muted }: Pick<NoticePreferences, 'muted'>,
  { promptNotices }: Pick<NoticePolicy, 'promptNotices'>,
): boolean => !promptNotices[group] && muted.includes(group)

export function timingOf(
  group: NoticeGroup,
  preferences: NoticePreferences,
  { now, ...office }: OfficeHours & { now: Instant },
): NoticeTiming {
  const { digest, digestMinute, quietHours } = preferences
  if (isMuted(group, preferences, office.policy)) return { kind: 'muted' }
  if (office.policy.promptNotices[group]) return NOW
  if (digest === 'daily') return { kind: 'later', at: nextDigest(digestMinute, now, office), inDigest: true }
  const at = quietHours ? officeMoment(now, office) : now
  return at === now ? NOW : { kind: 'later', at, inDigest: false }
}

/** `at` itself if it is within office hours, otherwise the next start of office hours. */
export function officeMoment(at: Instant, { calendar, policy }: OfficeHours): Instant {
  const { fromMinute, toMinute } = policy.officeHours
  for (let day = dateOf(at); ; day = addDays(day, 1)) {
    if (!isWorkday(calendar, day)) continue
    const opening = minuteOf(day, fromMinute)
    if (at <= opening) return opening
    if (at < minuteOf(day, toMinute)) return at
  }
}

/** Always later than `now`, because a digest of this moment may be sent already. */
function nextDigest(digestMinute: number, now: Instant, office: OfficeHours): Instant {
  for (let day = addDays(dateOf(now), -1); ; day = addDays(day, 1)) {
    const at = officeMoment(minuteOf(day, digestMinute), office)
    if (at > now) return at
  }
}

const minuteOf = (day: PlainDate, minute: number): Instant =>
  instant(msOf(startOfDay(day)) + minute * MINUTE_MS)
