/** The caller's tasks, and what a case waits for. */

import { countTasks, type ListedTask, listTasks, waitingOf } from '#db/queries/inbox.ts'
import type { Reader } from '#db/queries/inbox-boxes.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { SIGNER_ROLES } from '#domain/review/signer-roles.ts'
import { BOXES } from '#domain/tasks/boxes.ts'
import { rolesServedBy } from '#domain/tasks/offices.ts'
import { wordsOfWaiting } from '#domain/tasks/task.ts'
import { caseIdOf, ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant, type PlainDate, startOfDay } from '#domain/values/plain-date.ts'
import { date, object, oneOf, slug } from '#domain/values/shape.ts'
import { READS_PARTS } from '../access.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isKey, isMoment, readCursor } from '../contract/cursor.ts'
import { named, namedOrg, namedPerson, namedRole } from '../contract/named.ts'
import { idParams, SCREEN_DEFAULT, screenFields } from '../contract/route-shapes.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { readableTasks } from './open-rounds.ts'
import { noteOn, searchText } from './search-text.ts'
import { unattendedRow } from './unattended.ts'
import { viewerOf } from './viewer.ts'

const filtersOf = ({ actCodes, stageCodes }: Kinds) => ({
  kind: oneOf(actCodes, 'the act that is waited for'),
  stage: oneOf(stageCodes),
  owner: slug('建设单位'),
  dueBefore: date<PlainDate>('due before this day'),
  q: searchText,
})

export function inboxRoutes(app: App, services: Services): void {
  listRoute(app, services)
  countsRoute(app, services)
  for (const kind of services.kinds.all) waitingRoute(app, services, kind)
}

/** A person who may not read cases has no inbox, because its rows show the content of cases. */
function readerOf(caller: Caller): Reader {
  const { person, role, orgPath, isLeader } = caller.actor
  const { scope, involvedAs } = viewerOf(caller)
  if (scope === 'metadata' || scope === 'none') throw notFound()
  const waitsAs = scope === 'own' ? 'owner' : 'authority'
  const mayBeNamed = SIGNER_ROLES.some((signing) => signing === role)
  const roles = rolesServedBy(role)
  return {
    person,
    roles,
    orgPath,
    isLeader,
    mayBeNamed,
    readsOpenRounds: READS_PARTS[role].openRounds === 'all',
    waitsAs,
    scope,
    involvedAs,
    startOfToday: startOfDay(dateOf(caller.now)),
  }
}

function listRoute(app: App, { lists, kinds }: Services): void {
  const schema = {
    tags: ['inbox'],
    summary: '待办 · the inbox',
    description:
      'mine: claimed by the caller, assigned to the caller, or naming the caller; group: for everybody with this role in the caller’s unit; waiting: tasks of others on the caller’s cases; copied: only to be read; overdue: overdue tasks of mine and group.',
    querystring: object({ box: oneOf(BOXES) }, { ...screenFields, ...filtersOf(kinds) }),
    response: readAnswers(
      'The most urgent first; done tasks: the latest first. `note` when `q` contains nothing to search for.',
    ),
  }
  app.get('/v1/inbox', { schema }, async (request) => {
    const caller = callerOf(request)
    const { box, limit = SCREEN_DEFAULT, cursor, dueBefore, ...rest } = request.query
    const [place, key] = readCursor(cursor, isMoment, isKey) ?? []
    const after = place ? { place: place as Instant, key: key as string } : null
    const filter = { ...rest, ...(dueBefore === undefined ? {} : { dueUntil: startOfDay(dueBefore) }) }
    const rows = await listTasks(lists, readerOf(caller), box, { filter, after, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const next = rows.length > limit && last ? cursorOf(last.place, last.key) : null
    return { items: viewsOf(kinds, page, caller), next, ...noteOn(filter.q) }
  })
}

function countsRoute(app: App, { lists }: Services): void {
  const schema = {
    tags: ['inbox'],
    summary: '待办数量 · how many tasks are in each box',
    response: readAnswers(
      'The number of tasks in each box, without filters; `more` when there are more than five hundred.',
    ),
  }
  app.get('/v1/inbox/counts', { schema }, async (request) => {
    return countTasks(lists, readerOf(callerOf(request)))
  })
}

function waitingRoute(app: App, { pool, kinds, views }: Services, kind: Kind): void {
  const schema = {
    tags: [kind.path],
    summary: `等待谁办理 · what the ${kind.en} waits for`,
    description:
      'Who is next, why, since when and until when. Empty when only a deadline can change the case. Callers who may not see the seats of an open round see only that it waits for signatures.',
    params: idParams,
    response: readAnswers('The most urgent first.'),
  }
  app.get(`/v1/${kind.path}/:id/waiting`, { schema }, async (request) => {
    const caller = callerOf(request)
    const viewer = viewerOf(caller)
    const caseId = caseIdOf(kind.name, request.params.id)
    if (!(await views.sees(caseId, viewer))) throw notFound()
    const items = viewsOf(kinds, readableTasks(await waitingOf(pool, caseId), caller), caller)
    if (viewer.scope !== 'metadata') return { items }
    return { items: items.map(({ title: _title, code: _code, ...standing }) => standing) }
  })
}

const viewsOf = (kinds: Kinds, rows: readonly ListedTask[], caller: Caller) =>
  rows.flatMap((row) => {
    // Left out: a kind that this program does not know, because it is of another version.
    const kind = kinds.find(row.caseId)
    return kind ? [taskView(kind, row, caller)] : []
  })

function taskView(kind: Kind, row: ListedTask, caller: Caller) {
  const { directory, now } = caller
  const { key, caseId, title, code, step, seat, isPersonal, round } = row
  const { state, since, dueOn, dueAt, provisional, doneAt } = row
  const nameOf = (person: string) => namedPerson(directory, person)
  return {
    task: key,
    caseId,
    id: ownIdOf(caseId),
    title,
    code,
    ...{ kind: named(kind.actions, row.kind), act: named(kind.actions, row.verb) },
    ...{ role: row.role && namedRole(row.role), org: row.org && namedOrg(directory, row.org) },
    ...{ step, seat },
    holder: row.holder && nameOf(row.holder),
    isPersonal,
    owner: namedOrg(directory, row.owner),
    authority: namedOrg(directory, row.authority),
    stage: named(kind.stages, row.stage),
    ...{ round, state, since, dueOn, dueAt, provisional, doneAt },
    overdue: state === 'open' && dueOn !== null && dueOn < dateOf(now),
    why: wordsOfWaiting(kind, row),
    unattended: unattendedRow(kind, row, caller),
    doneBy:
      row.doneBy === 'system'
        ? { kind: 'system', zh: '系统', en: 'the system' }
        : row.doneBy && nameOf(row.doneBy),
  }
}
