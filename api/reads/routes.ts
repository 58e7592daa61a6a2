/** What people read: projects, their history, their own commands, and who they are. */

import { findOwnCommand } from '#db/intake/requests.ts'
import { type ListedProject, listProjects } from '#db/queries/project-list.ts'
import { readTimeline } from '#db/queries/project-timeline.ts'
import { readUndecided } from '#db/queries/undecided.ts'
import { explained } from '#domain/kinds.ts'
import { STAGE_TITLES, STAGES } from '#domain/project/approval/words.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import { PROJECT_STATUSES, type ProjectStatus } from '#domain/project/status.ts'
import { type CommandId, isUuid, ownIdOf, projectCaseId } from '#domain/values/ids.ts'
import { dateOf, type PlainDate } from '#domain/values/plain-date.ts'
import { date, digest, integer, object, oneOf, slug, text } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf, coversReading } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isNumber, readCursor } from '../contract/cursor.ts'
import { named, namedOrg, namedRole } from '../contract/named.ts'
import { ROLE_NAMES } from '../contract/roles.ts'
import { PAGE_DEFAULT, PAGE_MAX, pageFields, projectParams } from '../contract/route-shapes.ts'
import { heldDocuments } from '../documents/held.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { actorView } from './actor-view.ts'
import { factsFor } from './caller-facts.ts'
import { movesOf, withReasons } from './due-reasons.ts'
import { wordsOfEvent } from './event-words.ts'
import { projectView, standing } from './project-view.ts'
import { withProse } from './prose.ts'
import { readableEntries, readableReviews } from './undecided.ts'
import { viewerOf } from './viewer.ts'

const STATUSES = Object.keys(PROJECT_STATUSES) as ProjectStatus[]

export function readRoutes(app: App, services: Services): void {
  projectRoute(app, services)
  timelineRoute(app, services)
  listRoute(app, services)
  commandRoute(app, services)
  meRoute(app)
}

const about = (summary: string, description?: string) => ({
  tags: ['projects'],
  summary,
  ...(description ? { description } : {}),
})

function projectRoute(app: App, services: Services): void {
  const { views, pool } = services
  const schema = {
    ...about(
      '查看项目 · read a project',
      'Where it stands, why this date, and every act: allowed, or blocked and why.',
    ),
    params: projectParams,
    response: readAnswers('The project as this caller sees it.'),
  }
  app.get('/v1/projects/:id', { schema, config: { forSubstitutes: true } }, async (request) => {
    const caller = callerOf(request)
    const viewer = viewerOf(caller)
    const seen = await views.find(request.params.id, viewer, dateOf(caller.now))
    if (!seen || !coversReading(caller, seen.state)) throw notFound()
    if (viewer.scope === 'metadata') return standing(seen.state, seen.turnSince, caller)
    const view = await withProse(pool, projectView(seen, caller))
    const read = { ...seen.state, reviews: readableReviews(seen.state, caller) }
    const [documents] = await heldDocuments(pool, request.params.id, [read])
    const facts = factsFor(seen.facts, caller)
    const deadlines = await withReasons(services, { state: seen.state, facts }, view.deadlines)
    return { ...view, deadlines, documents }
  })
}

function timelineRoute(app: App, services: Services): void {
  const { views, pool } = services
  const schema = {
    ...about('项目时间线 · a project’s history in words'),
    params: projectParams,
    querystring: object({}, { ...pageFields, after: integer(0, 2_147_483_647, 'events after this number') }),
    response: readAnswers('Oldest first.'),
  }
  app.get('/v1/projects/:id/timeline', { schema, config: { forSubstitutes: true } }, async (request) => {
    const caller = callerOf(request)
    const viewer = viewerOf(caller)
    const caseId = projectCaseId(request.params.id)
    if (viewer.scope === 'metadata' || !(await views.sees(caseId, viewer))) throw notFound()
    const { limit = PAGE_DEFAULT, cursor, after = 0 } = request.query
    const from = (readCursor(cursor, isNumber)?.[0] as number | undefined) ?? after
    const entries = await readTimeline(pool, caseId, { after: from, limit: limit + 1 })
    const whole = entries.slice(0, limit)
    const undecided = await readUndecided(pool, caseId)
    if (!coversReading(caller, { id: request.params.id, owner: undecided.owner })) throw notFound()
    const page = await withProse(pool, readableEntries(whole, undecided, caller))
    const events = page.map(({ event }) => event)
    const documents = await heldDocuments(pool, request.params.id, events)
    const moves = await movesOf(services, { caseId, entries: page, caller })
    const items = page.map((entry, index) => ({
      ...entry,
      documents: documents[index],
      ...wordsOfEvent(entry.event),
      ...moves.get(entry.seq),
      by: actorView(entry.by, caller.directory),
    }))
    const last = whole.at(-1)
    return { items, next: entries.length > limit && last ? cursorOf(last.seq) : null }
  })
}

const FILTERS = {
  owner: slug('建设单位'),
  authority: slug('审批部门'),
  status: oneOf(STATUSES),
  stage: oneOf(STAGES),
  turnOrg: slug('whose turn it is: the organisation'),
  turnRole: oneOf(ROLE_NAMES, 'whose turn it is: the role'),
  dueBefore: date<PlainDate>('due before this day'),
  title: text(100, 'part of the title'),
}

function listRoute(app: App, { lists }: Services): void {
  const schema = {
    ...about('项目列表 · list projects', `In the caller’s scope, newest first, ${PAGE_MAX} at most a page.`),
    querystring: object({}, { ...pageFields, ...FILTERS }),
    response: readAnswers('A page.'),
  }
  app.get('/v1/projects', { schema }, async (request) => {
    const caller = callerOf(request)
    const { limit = PAGE_DEFAULT, cursor, ...filter } = request.query
    const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
    const viewer = viewerOf(caller)
    // Who is not told the titles could guess them by what is found.
    if (viewer.scope === 'metadata' && filter.title !== undefined) throw notFound()
    const rows = await listProjects(lists, viewer, { filter, after, limit: limit + 1 })
    const items = rows.slice(0, limit).map((row) => listed(row, caller, viewer.scope === 'metadata'))
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? cursorOf(last.id) : null }
  })
}

export function listed(row: ListedProject, { directory }: Caller, metadataOnly: boolean) {
  const { turnRole, turnOrg, turnSince, due } = row
  const standing = {
    id: row.id,
    status: named(PROJECT_STATUSES, row.status),
    statusSince: row.statusSince,
    stage: named(STAGE_TITLES, row.stage),
    round: row.round,
    owner: namedOrg(directory, row.owner),
    authority: namedOrg(directory, row.authority),
    turn:
      turnRole && turnOrg
        ? { role: namedRole(turnRole), org: namedOrg(directory, turnOrg), since: turnSince }
        : null,
    due: due && { ...named(DEADLINES, due.kind), dueOn: due.dueOn, provisional: due.provisional },
  }
  if (metadataOnly) return standing
  const { title, track, investmentFen, approvedFen, projectCode } = row
  return { ...standing, title, track, investmentFen, approvedFen, projectCode }
}

function commandRoute(app: App, { pool }: Services): void {
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
    const base = { commandId: id, projectId: ownIdOf(caseId), action, receivedAt }
    if (!outcome) return { ...base, status: 'pending' }
    if (outcome.status === 'applied') return { ...base, ...outcome }
    return {
      ...base,
      status: 'refused',
      unmet: explained(outcome.refusal.unmet),
    }
  })
}

function meRoute(app: App): void {
  const schema = {
    tags: ['directory'],
    summary: '我是谁 · who I am',
    response: readAnswers('By the directory.'),
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
