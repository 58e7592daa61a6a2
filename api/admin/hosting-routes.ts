/**
 * Whether the engine hosts what the record holds, and what operators do about it: host a case afresh, hold it on purpose,
 * release it. Row 28 of the matrix; each is an entry of the case's chain.
 */

import {
  holdCase,
  hostCaseAfresh,
  listHolds,
  listTroubledCases,
  type OperatorAct,
  releaseCase,
} from '#db/intake/holds.ts'
import { hostingSummary } from '#db/queries/hosting-summary.ts'
import { projectCaseId } from '#domain/ids.ts'
import { type Instant, instant } from '#domain/plain-date.ts'
import { instantShape, object, text } from '#domain/shape.ts'
import { OPERATING_ROLES } from '../access.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, mustBe } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isKey, readCursor } from '../contract/cursor.ts'
import { PAGE_DEFAULT, pageFields, projectParams } from '../contract/route-shapes.ts'
import { invalid, notFound, Problem } from '../problem.ts'
import { actorView } from '../reads/actor-view.ts'
import type { Services } from '../services.ts'

const about = (summary: string, description?: string) => ({
  tags: ['operations'],
  summary,
  ...(description ? { description } : {}),
})

const REASON = text(500, 'why; kept in the chain of the case, and shown to whoever acts on it meanwhile')
const reasonBody = object({ reason: REASON })
const holdBody = object({
  reason: REASON,
  until: instantShape<Instant>('real time at which it ends by itself'),
})

export function hostingRoutes(app: App, services: Services): void {
  overviewRoute(app, services)
  holdRoute(app, services)
  simpleRoute(app, services, 'release', '恢复办理 · end the holds on a case', releaseCase)
  simpleRoute(app, services, 'host-afresh', '重新托管 · host a case afresh from its record', hostCaseAfresh)
}

function overviewRoute(app: App, { pool }: Services): void {
  const schema = {
    ...about(
      '托管情况 · how the cases are hosted',
      'The pass under way or the last one, cases in trouble (which, why, since when, what is tried when), cases on hold.',
    ),
    querystring: object({}, pageFields),
    response: readAnswers('Cases in trouble by their ids.'),
  }
  app.get('/v1/hosting', { schema }, async (request) => {
    const caller = callerOf(request)
    mustBe(caller, ...OPERATING_ROLES)
    const { limit = PAGE_DEFAULT, cursor } = request.query
    const after = (readCursor(cursor, isKey)?.[0] as string | undefined) ?? ''
    const [summary, rows, holds] = await Promise.all([
      hostingSummary(pool),
      listTroubledCases(pool, after, limit + 1),
      listHolds(pool),
    ])
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      summary,
      holds: holds.map((hold) => ({ ...hold, by: actorView(hold.by, caller.directory) })),
      items,
      next: rows.length > limit && last ? cursorOf(last.caseId) : null,
    }
  })
}

function holdRoute(app: App, { pool }: Services): void {
  const schema = {
    ...about(
      '暂停办理 · hold a case',
      'Acts on it are refused with the reason; it is not hosted again meanwhile.',
    ),
    params: projectParams,
    body: holdBody,
    response: readAnswers('The hold.', 409),
  }
  app.post('/v1/hosting/:id/hold', { schema }, async (request) => {
    const caller = callerOf(request)
    const { body, params } = request
    const act = operatorAct(caller, params.id)
    if (body.until <= instant(Date.now())) throw past()
    if (!(await holdCase(pool, act, body))) throw notFound()
    return { caseId: act.caseId, ...body }
  })
}

function simpleRoute(
  app: App,
  { pool }: Services,
  name: 'release' | 'host-afresh',
  ...[summary, operate]: [string, typeof releaseCase]
): void {
  const schema = {
    ...about(summary),
    params: projectParams,
    body: reasonBody,
    response: readAnswers('Noted.', 409),
  }
  app.post(`/v1/hosting/:id/${name}`, { schema }, async (request) => {
    const act = operatorAct(callerOf(request), request.params.id)
    if (!(await operate(pool, act, request.body.reason))) throw nothingToDo()
    return { caseId: act.caseId, reason: request.body.reason }
  })
}

function operatorAct(caller: Caller, projectId: Parameters<typeof projectCaseId>[0]): OperatorAct {
  mustBe(caller, ...OPERATING_ROLES)
  return { caseId: projectCaseId(projectId), actor: caller.actor, at: caller.now }
}

const past = (): Problem =>
  invalid([{ pointer: '/until', code: 'invalid-date', en: 'must be in the future', zh: '须晚于当前时刻' }])

const nothingToDo = (): Problem =>
  new Problem('state-conflict', {
    detail: { zh: '没有该事项，或该事项未被暂停。', en: 'There is no such case, or it is not held.' },
  })
