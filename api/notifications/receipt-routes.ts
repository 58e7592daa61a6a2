/** Receipts: who was notified of which events of a case, when it arrived, and after how many attempts. */
import type { Receipt } from '#db/queries/receipts.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { orgPathOf } from '#domain/values/directory.ts'
import { caseIdOf, isUuid, type PersonId } from '#domain/values/ids.ts'
import { object } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, isNumber, readCursor } from '../contract/cursor.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { mustReadCase } from '../reads/must-read-case.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { readableReceipts } from './readable-receipts.ts'

const schemaOf = ({ path, en }: Kind) => ({
  tags: [path],
  summary: `通知回执 · who was notified about a ${en}`,
  description:
    'For people who may read the case; events that the timeline hides from them are hidden here, too. Names of recipients are shown to callers who read all cases, and to colleagues of the recipient.',
  params: idParams,
  querystring: object({}, pageFields),
  response: readAnswers('In the order of the events.'),
})

export function receiptRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) receiptRoute(app, services, kind)
}

function receiptRoute(app: App, services: Services, kind: Kind): void {
  const schema = schemaOf(kind)
  app.get(`/v1/${kind.path}/:id/notifications`, { schema }, async (request) => {
    const caller = callerOf(request)
    const { id: ownId } = request.params
    await mustReadCase(services, caller, { kind, id: ownId })
    const { limit = PAGE_DEFAULT, cursor } = request.query
    const [seq, id] = readCursor(cursor, isNumber, isUuid) ?? []
    const after = id ? { seq: seq as number, id: id as string } : null
    const reader = { kind, caseId: caseIdOf(kind.name, ownId), caller }
    const rows = await readableReceipts(services, reader, { after, limit: limit + 1 })
    const items = rows.slice(0, limit).map((row) => shown(row, caller))
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? cursorOf(last.seq, last.id) : null }
  })
}

function shown(
  { recipient, payload: { event, zh, en, at }, cause: _cause, ...row }: Receipt,
  caller: Caller,
) {
  const isPerson = row.channel === 'mail'
  return { ...row, event, zh, en, at, recipient: isPerson ? nameOf(recipient as PersonId, caller) : null }
}

/** Null when the caller may not see the name, or the person is not in the directory any more. */
function nameOf(id: PersonId, caller: Caller): { person: PersonId; zh: string; en: string } | null {
  const person = caller.directory.people.get(id)
  if (!person) return null
  const mayKnow = viewerOf(caller).scope === 'national' || isColleague(person.org, caller)
  return mayKnow ? { person: id, zh: person.zh, en: person.en } : null
}

/** In the same department, also in another bureau: the root organisation is the same. */
const isColleague = (org: string, { actor, directory }: Caller): boolean =>
  orgPathOf(org, directory.orgs).at(-1) === actor.orgPath.at(-1)
