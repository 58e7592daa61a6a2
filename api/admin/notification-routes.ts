/** Notifications of the outbox, without recipients and texts. Operators can retry given-up ones. */
import {
  hasNotification,
  listNotifications,
  NOTIFICATION_STATES,
  reviveNotification,
} from '#db/intake/operations.ts'
import { isUuid } from '#domain/values/ids.ts'
import { object, oneOf } from '#domain/values/shape.ts'
import { OPERATING_ROLES } from '../access.ts'
import type { App } from '../app-type.ts'
import { callerOf, mustBe } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isMoment, readCursor } from '../contract/cursor.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { notFound, Problem } from '../problem.ts'
import type { Services } from '../services.ts'

const query = object({}, { ...pageFields, state: oneOf(NOTIFICATION_STATES) })
const about = (summary: string) => ({ tags: ['operations'], summary })

export function notificationRoutes(app: App, { pool }: Services): void {
  app.get(
    '/v1/notifications',
    {
      schema: {
        ...about('通知列表 · notifications'),
        querystring: query,
        response: readAnswers('In the order of the next attempts, latest first.'),
      },
    },
    async (request) => {
      mustBe(callerOf(request), ...OPERATING_ROLES)
      const { limit = PAGE_DEFAULT, cursor, state = null } = request.query
      const [real, id] = readCursor(cursor, isMoment, isUuid) ?? []
      const after = real ? { real: real as string, id: id as string } : null
      const rows = await listNotifications(pool, { state, after, limit: limit + 1 })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items, next: rows.length > limit && last ? cursorOf(last.nextAttemptAt, last.id) : null }
    },
  )
  app.post(
    '/v1/notifications/:id/retry',
    {
      schema: {
        ...about('重新投递 · deliver one that was given up'),
        params: idParams,
        response: readAnswers('The notification as it is now; the worker’s sweeper finds it.', 409),
      },
    },
    async (request) => {
      const caller = callerOf(request)
      mustBe(caller, ...OPERATING_ROLES)
      const revived = await reviveNotification(pool, request.params.id, caller.now)
      if (revived) return revived
      throw (await hasNotification(pool, request.params.id)) ? notDead() : notFound()
    },
  )
}

const notDead = (): Problem =>
  new Problem('state-conflict', {
    detail: {
      zh: '该通知未被放弃：仍在投递或已送达。',
      en: 'It was not given up: it is waiting for its delivery, or delivered.',
    },
  })
