/** Reads cases of each kind: one case, its timeline, lists; and the caller's own commands and entry in the directory. */

import { findOwnCommand } from '#db/intake/requests.ts'
import { type ListedCase, listCases } from '#db/queries/case-list.ts'
import { readOpenRounds } from '#db/queries/open-rounds.ts'
import { readTimeline } from '#db/queries/timeline.ts'
import { wordsOfEvent } from '#domain/engine/event-words.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { codesIn } from '#domain/engine/kinds.ts'
import { type CommandId, caseIdOf, isUuid, ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type PlainDate } from '#domain/values/plain-date.ts'
import { date, digest, integer, object, oneOf, slug, text } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, coversReading } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isNumber, readCursor } from '../contract/cursor.ts'
import { named, namedOrg, namedRole } from '../contract/named.ts'
import { ROLE_NAMES } from '../contract/roles.ts'
import { idParams, PAGE_DEFAULT, PAGE_MAX, pageFields } from '../contract/route-shapes.ts'
import { heldDocuments } from '../documents/held.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { actorView } from './actor-view.ts'
import { factsFor } from './caller-facts.ts'
import { caseView, standing } from './case-view.ts'
import { movesOf, withReasons } from './due-reasons.ts'
import { mustReadCase } from './must-read-case.ts'
import { readableEntries, readableReviews } from './open-rounds.ts'
import { withProse } from './prose.ts'
import { withSourceWords } from './source-words.ts'
import { viewerOf } from './viewer.ts'

export function readRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    caseRoute(app, services, kind)
    timelineRoute(app, services, kind)
    listRoute(app, services, kind)
  }
  commandRoute(app, services)
  meRoute(app)
}

const about = ({ path }: Kind, summary: string, description?: string) => ({
  tags: [path],
  summary,
  ...(description ? { description } : {}),
})

function caseRoute(app: App, services: Services, kind: Kind): void {
  const { views, pool } = services
  const schema = {
    ...about(
      kind,
      `查看${kind.zh} · read a ${kind.en}`,
      'Its status, its deadlines with reasons, and every act: allowed, or blocked and why.',
    ),
    params: idParams,
    response: readAnswers('The case as this caller sees it.'),
  }
  app.get(`/v1/${kind.path}/:id`, { schema, config: { forSubstitutes: true } }, async (request) => {
    const caller = callerOf(request)
    const viewer = viewerOf(caller)
    const { id } = request.params
    const seen = await views.find(caseIdOf(kind.name, id), viewer, dateOf(caller.now))
    if (!seen || !coversReading(caller, seen.state)) throw notFound()
    if (viewer.scope === 'metadata') return standing(seen, caller)
    const view = await withProse(pool, caseView(seen, caller))
    const read = { ...seen.state, reviews: readableReviews(seen.state, caller) }
    const [documents] = await heldDocuments(pool, id, [read])
    const facts = factsFor(seen.facts, caller)
    const deadlines = await withReasons(services, { ...seen, facts }, view.deadlines)
    return { ...view, deadlines, documents }
  })
}

function timelineRoute(app: App, services: Services, kind: Kind): void {
  const { pool } = services
  const schema = {
    ...about(kind, `${kind.zh}时间线 · a ${kind.en}’s history in words`),
    params: idParams,
    querystring: object({}, { ...pageFields, after: integer(0, 2_147_483_647, 'events after this number') }),
    response: readAnswers('Oldest first.'),
  }
  app.get(`/v1/${kind.path}/:id/timeline`, { schema, config: { forSubstitutes: true } }, async (request) => {
    const caller = callerOf(request)
    const { id } = request.params
    await mustReadCase(services, caller, { kind, id })
    const caseId = caseIdOf(kind.name, id)
    const { limit = PAGE_DEFAULT, cursor, after = 0 } = request.query
    const from = (readCursor(cursor, isNumber)?.[0] as number | undefined) ?? after
    const entries = await readTimeline(pool, caseId, { after: from, limit: limit + 1 })
    const whole = entries.slice(0, limit)
    const openRounds = await readOpenRounds(pool, caseId)
    if (!coversReading(caller, { id, owner: openRounds.owner })) throw notFound()
    const page = await withProse(pool, readableEntries(whole, { kind, openRounds, reader: caller }))
    const events = page.map(({ event }) => event)
    const documents = await heldDocuments(pool, id, events)
    const moves = await movesOf(services, { kind, caseId, entries: page, caller })
    const items = page.map((entry, index) => ({
      ...{ ...entry, event: withSourceWords(kind, entry.event) },
      documents: documents[index],
      ...wordsOfEvent(kind, entry.event),
      ...moves.get(entry.seq),
      by: actorView(entry.by, caller.directory),
    }))
    const last = whole.at(-1)
    return { items, next: entries.length > limit && last ? cursorOf(last.seq) : null }
  })
}

const filtersOf = ({ statuses, stages }: Kind) => ({
  owner: slug('建设单位'),
  authority: slug('审批部门'),
  status: oneOf(codesIn(statuses)),
  stage: oneOf(codesIn(stages)),
  turnOrg: slug('whose turn it is: the organisation'),
  turnRole: oneOf(ROLE_NAMES, 'whose turn it is: the role'),
  dueBefore: date<PlainDate>('due before this day'),
  title: text(100, 'part of the title'),
})

function listRoute(app: App, { lists }: Services, kind: Kind): void {
  const schema = {
    ...about(
      kind,
      `${kind.zh}列表 · list ${kind.path.replaceAll('-', ' ')}`,
      `In the caller’s scope, newest first, at most ${PAGE_MAX} per page.`,
    ),
    querystring: object({}, { ...pageFields, ...filtersOf(kind) }),
    response: readAnswers('A page.'),
  }
  app.get(`/v1/${kind.path}`, { schema }, async (request) => {
    const caller = callerOf(request)
    const { limit = PAGE_DEFAULT, cursor, ...filter } = request.query
    const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
    const viewer = viewerOf(caller)
    // Without the right to see titles, a person could guess them by searching.
    if (viewer.scope === 'metadata' && filter.title !== undefined) throw notFound()
    const rows = await listCases(lists, viewer, { kind: kind.name, filter, after, limit: limit + 1 })
    const items = rows.slice(0, limit).map((row) => listed(kind, row, caller, viewer.scope === 'metadata'))
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? cursorOf(last.id) : null }
  })
}

export function listed(kind: Kind, row: ListedCase, { directory }: Caller, metadataOnly: boolean) {
  const { turnRole, turnOrg, turnSince, due } = row
  const standing = {
    id: row.id,
    status: named(kind.statuses, row.status),
    statusSince: row.statusSince,
    stage: named(kind.stages, row.stage),
    round: row.round,
    owner: namedOrg(directory, row.owner),
    authority: namedOrg(directory, row.authority),
    turn:
      turnRole && turnOrg
        ? { role: namedRole(turnRole), org: namedOrg(directory, turnOrg), since: turnSince }
        : null,
    due: due && { ...named(kind.deadlines, due.kind), dueOn: due.dueOn, provisional: due.provisional },
  }
  return metadataOnly ? standing : { ...standing, title: row.title, ...row.own }
}

function commandRoute(app: App, { pool, kinds }: Services): void {
  const schema = {
    tags: ['acts'],
    summary: '查询办理结果 · ask for the outcome of a command',
    params: object({ id: digest() }),
    response: readAnswers('pending, applied or refused.'),
  }
  app.get('/v1/commands/:id', { schema }, async (request) => {
    const id = request.params.id as CommandId
    const found = await findOwnCommand(pool, id, callerOf(request).actor.person)
    if (!found) throw notFound()
    const { caseId, action, receivedAt, outcome } = found
    const base = { commandId: id, caseId, id: ownIdOf(caseId), action, receivedAt }
    if (!outcome) return { ...base, status: 'pending' }
    if (outcome.status === 'applied') return { ...base, ...outcome }
    return {
      ...base,
      status: 'refused',
      unmet: kinds.explained(outcome.refusal.unmet),
    }
  })
}

function meRoute(app: App): void {
  const schema = {
    tags: ['directory'],
    summary: '我是谁 · who I am',
    response: readAnswers('The caller’s entry in the directory.'),
  }
  app.get('/v1/directory/me', { schema }, async (request) => {
    const { actor, directory, now } = callerOf(request)
    const { zh, en, roles, email } = directory.people.get(actor.person) ?? {
      zh: '',
      en: '',
      roles: [],
      email: '',
    }
    return {
      person: actor.person,
      zh,
      en,
      email,
      isLeader: actor.isLeader,
      actingAs: namedRole(actor.role),
      roles: roles.map(namedRole),
      org: namedOrg(directory, actor.org),
      orgPath: actor.orgPath.map((org) => namedOrg(directory, org)),
      now,
    }
  })
}
