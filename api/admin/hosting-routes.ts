/**
 * The state of hosting, and acts of operators: rehost a case, hold it, release it. Row 28 of the matrix; each act is an entry of the
 * case's chain.
 */

import {
  holdCase,
  listHolds,
  listTroubledCases,
  type OperatorAct,
  releaseCase,
  requestRehosting,
} from '#db/intake/holds.ts'
import { hostingSummary } from '#db/queries/hosting-summary.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { caseIdOf } from '#domain/values/ids.ts'
import { type Instant, instant } from '#domain/values/plain-date.ts'
import { instantShape, object, text } from '#domain/values/shape.ts'
import { OPERATING_ROLES } from '../access.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, mustBe } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isKey, readCursor } from '../contract/cursor.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { invalid, Problem } from '../problem.ts'
import { actorView } from '../reads/actor-view.ts'
import type { Services } from '../services.ts'

const about = (summary: string, description?: string) => ({
  tags: ['operations'],
  summary,
  ...(description ? { description } : {}),
})

const REASON = text(
  500,
  'why; recorded in the chain of the case, and shown to people who try to act on it meanwhile',
)
const reasonBody = object({ reason: REASON })

/** The maximum time of a hold: a mistyped year must not stop a case for ever. */
const HOLD_DAYS_MAX = 366
const DAY_MS = 86_400_000

const holdBody = object({
  reason: REASON,
  until: instantShape<Instant>(
    `when the hold ends: in real time, not in the business time of a rehearsal, and within ${HOLD_DAYS_MAX} days`,
  ),
})

export function hostingRoutes(app: App, services: Services): void {
  overviewRoute(app, services)
  for (const kind of services.kinds.all) {
    holdRoute(app, services, kind)
    releaseRoute(app, services, kind)
    rehostRoute(app, services, kind)
  }
}

function overviewRoute(app: App, { pool }: Services): void {
  const schema = {
    ...about(
      '托管情况 · how the cases are hosted',
      'The current or the last pass, cases in trouble (which, why, since when, when the next attempt is), cases on hold.',
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

function holdRoute(app: App, { pool }: Services, kind: Kind): void {
  const schema = {
    ...about(
      '暂停办理 · hold a case',
      'Acts on it are refused with the reason; it is not rehosted meanwhile. Replaces the hold in force, if there is ' +
        'one. `until` is real time.',
    ),
    params: idParams,
    body: holdBody,
    response: readAnswers('The hold that is now in force, and the hold that it `replaces`, if any.'),
  }
  app.post(`/v1/hosting/${kind.path}/:id/hold`, { schema }, async (request) => {
    const { body, params } = request
    const act = operatorAct(callerOf(request), kind, params.id)
    mustBeSoon(body.until)
    return { caseId: act.caseId, ...body, ...noted(await holdCase(pool, act, body)) }
  })
}

function releaseRoute(app: App, { pool }: Services, kind: Kind): void {
  const schema = {
    ...about('恢复办理 · end the hold on a case'),
    params: idParams,
    body: reasonBody,
    response: readAnswers('Noted, with the hold that was `released`.', 409),
  }
  app.post(`/v1/hosting/${kind.path}/:id/release`, { schema }, async (request) => {
    const act = operatorAct(callerOf(request), kind, request.params.id)
    const { reason } = request.body
    return { caseId: act.caseId, reason, ...noted(await releaseCase(pool, act, reason)) }
  })
}

function rehostRoute(app: App, { pool }: Services, kind: Kind): void {
  const schema = {
    ...about(
      '重新托管 · rehost a case from its record',
      'A worker does it at its next pass, within seconds. A case on hold is rehosted after the hold.',
    ),
    params: idParams,
    body: reasonBody,
    response: readAnswers('Noted; `waitsForHold` is the hold that is in force, or null.', 409),
  }
  app.post(`/v1/hosting/${kind.path}/:id/host-afresh`, { schema }, async (request) => {
    const act = operatorAct(callerOf(request), kind, request.params.id)
    const { reason } = request.body
    return { caseId: act.caseId, reason, ...noted(await requestRehosting(pool, act, reason)) }
  })
}

function operatorAct(caller: Caller, { name }: Kind, id: string): OperatorAct {
  mustBe(caller, ...OPERATING_ROLES)
  return { caseId: caseIdOf(name, id), actor: caller.actor, at: caller.now }
}

/** A hold ends by real time, also in a rehearsal. */
function mustBeSoon(until: Instant): void {
  const nowMs = Date.now()
  const now = instant(nowMs)
  if (until <= now) {
    const en = `must be in the future: it is real time, not the business time of a rehearsal, and it is ${now} now`
    const zh = `须晚于当前时刻：此为真实时间，不是演练的业务时间；现在是 ${now}`
    throw invalid([{ pointer: '/until', code: 'invalid-date', en, zh }])
  }
  const last = instant(nowMs + HOLD_DAYS_MAX * DAY_MS)
  if (until > last) {
    const en = `must be within ${HOLD_DAYS_MAX} days of now (real time), so ${last} at the latest: hold the case again when that is over`
    const zh = `最长自现在起 ${HOLD_DAYS_MAX} 天（真实时间），即不晚于 ${last}；期满可再次暂停`
    throw invalid([{ pointer: '/until', code: 'invalid-date', en, zh }])
  }
}

/** Why nothing was recorded. */
const REASONS = {
  noCase: { slug: 'not-found', zh: '没有该案件。', en: 'There is no such case.' },
  notHeld: {
    slug: 'state-conflict',
    zh: '该案件未被暂停，无需恢复。',
    en: 'The case is not on hold: there is nothing to release.',
  },
  ended: {
    slug: 'state-conflict',
    zh: '该案件已办结，不再托管。',
    en: 'The case has ended: it is not hosted any more.',
  },
} as const

/** The recorded result of the act; throws a Problem when nothing was recorded. */
function noted<T extends object>(answer: T | keyof typeof REASONS): T {
  if (typeof answer === 'object') return answer
  const { slug, ...detail } = REASONS[answer]
  throw new Problem(slug, { detail })
}
