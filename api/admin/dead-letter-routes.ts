/** Messages that could not be processed: operators list them, send them again or dismiss them. Row 28 of the matrix. */
import { WorkflowNotFoundError } from '@temporalio/client'
import {
  closeDeadLetter,
  DEAD_LETTER_STATES,
  type DeadLetterRow,
  hasDeadLetter,
  listDeadLetters,
  reopenDeadLetter,
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

const query = object({}, { ...pageFields, state: oneOf(DEAD_LETTER_STATES) })
const about = (summary: string) => ({ tags: ['operations'], summary })

export function deadLetterRoutes(app: App, services: Services): void {
  const { pool } = services
  app.get(
    '/v1/dead-letters',
    {
      schema: {
        ...about('死信列表 · dead letters'),
        querystring: query,
        response: readAnswers('Newest first.'),
      },
    },
    async (request) => {
      mustBe(callerOf(request), ...OPERATING_ROLES)
      const { limit = PAGE_DEFAULT, cursor, state = null } = request.query
      const [real, id] = readCursor(cursor, isMoment, isUuid) ?? []
      const after = real ? { real: real as string, id: id as string } : null
      const rows = await listDeadLetters(pool, { state, after, limit: limit + 1 })
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return { items, next: rows.length > limit && last ? cursorOf(last.recordedReal, last.id) : null }
    },
  )
  closingRoutes(app, services)
}

function closingRoutes(app: App, services: Services): void {
  const closing = { params: idParams, response: readAnswers('The dead letter as it is now.', 409) }
  app.post(
    '/v1/dead-letters/:id/dismiss',
    { schema: { ...about('关闭死信 · dismiss a dead letter'), ...closing } },
    async (request) => {
      mustBe(callerOf(request), ...OPERATING_ROLES)
      return close(services, request.params.id, 'dismissed')
    },
  )
  app.post(
    '/v1/dead-letters/:id/retry',
    { schema: { ...about('重发死信 · send a dead letter once more'), ...closing } },
    async (request) => {
      mustBe(callerOf(request), ...OPERATING_ROLES)
      const letter = await close(services, request.params.id, 'retried')
      await sendAgain(services, letter).catch(async (error: unknown) => {
        await reopenDeadLetter(services.pool, letter.id)
        throw error
      })
      return letter
    },
  )
}

async function close({ pool }: Services, id: string, state: 'retried' | 'dismissed'): Promise<DeadLetterRow> {
  const letter = await closeDeadLetter(pool, id, state)
  if (letter) return letter
  throw (await hasDeadLetter(pool, id))
    ? conflict('该死信已处理。', 'It was dealt with already.')
    : notFound()
}

/** Sends it as the same signal again. If it still cannot be processed, it becomes a new dead letter. */
async function sendAgain(
  { temporal }: Services,
  { caseId, kind, name, payload }: DeadLetterRow,
): Promise<void> {
  const args = argumentsIn(payload)
  if (kind !== 'signal' || !args) {
    throw conflict('该消息无法重发，只能关闭。', 'This one cannot be sent again; it can be dismissed.')
  }
  try {
    await temporal.workflow.getHandle(caseId).signal(name, ...args)
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
    throw conflict('该案件已结束或不存在。', 'There is no such case any more: it has ended.')
  }
}

/** Undefined when the payload was cut or is no JSON. */
function argumentsIn(payload: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(payload)
    return Array.isArray(value) ? value : [value]
  } catch {
    return undefined
  }
}

const conflict = (zh: string, en: string): Problem => new Problem('state-conflict', { detail: { zh, en } })
