/** The caller's preferences for notifications. They apply at the delivery, also to notices that were written before a change. */
import { findPreferences, putPreferences } from '#db/intake/preferences.ts'
import { NOTICE_GROUPS, type NoticeGroup } from '#domain/case/notice.ts'
import {
  DIGESTS,
  NO_PREFERENCES,
  NOTICE_LANGUAGES,
  type NoticePreferences,
} from '#domain/engine/notice-timing.ts'
import { flag, type Infer, integer, object, oneOf, type Shape } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import type { Services } from '../services.ts'

const GROUPS = Object.keys(NOTICE_GROUPS) as NoticeGroup[]

const perGroup = object(
  Object.fromEntries(
    GROUPS.map((group) => [group, flag(`${NOTICE_GROUPS[group].zh} · ${NOTICE_GROUPS[group].en}`)]),
  ) as Record<NoticeGroup, Shape<boolean>>,
)

const body = object({
  language: oneOf(NOTICE_LANGUAGES, 'language of the mails'),
  digest: oneOf(DIGESTS, 'daily: one mail per working day with everything since the previous one'),
  digestMinute: integer(0, 1439, 'minute of the day in Shanghai from which the digest may be sent'),
  quietHours: flag('no mails outside office hours'),
  channels: object({ mail: perGroup }),
})

const about = (summary: string) => ({
  tags: ['directory'],
  summary,
  description: 'Groups that the policy names in `promptNotices` are always sent immediately.',
})

export function preferenceRoutes(app: App, { pool }: Services): void {
  app.get(
    '/v1/me/notifications',
    { schema: { ...about('我的通知设置 · how I am notified'), response: readAnswers('The preferences.') } },
    async (request) => {
      const found = await findPreferences(pool, callerOf(request).actor.person)
      return shown(found ?? NO_PREFERENCES)
    },
  )
  app.put(
    '/v1/me/notifications',
    {
      schema: {
        ...about('修改通知设置 · change how I am notified'),
        body,
        response: readAnswers('The preferences as they are now.'),
      },
    },
    async (request) => {
      const preferences = understood(request.body)
      await putPreferences(pool, callerOf(request).actor.person, preferences)
      return shown(preferences)
    },
  )
}

function understood({ channels, ...rest }: Infer<typeof body>): NoticePreferences {
  return { ...rest, muted: GROUPS.filter((group) => !channels.mail[group]) }
}

function shown({ muted, ...rest }: NoticePreferences): Infer<typeof body> {
  const mail = Object.fromEntries(GROUPS.map((group) => [group, !muted.includes(group)]))
  return { ...rest, channels: { mail: mail as Record<NoticeGroup, boolean> } }
}
