/** Search over the cases of a kind by business fields. */
import { searchCases } from '#db/queries/case-search.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { codesIn } from '#domain/engine/kinds.ts'
import { isUuid } from '#domain/values/ids.ts'
import type { Fen } from '#domain/values/money.ts'
import { integer, object, oneOf, slug } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, readCursor } from '../contract/cursor.ts'
import { SCREEN_DEFAULT, screenFields } from '../contract/route-shapes.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { listed } from './routes.ts'
import { noteOn, searchText } from './search-text.ts'
import { viewerOf } from './viewer.ts'

const amount = (description: string) => integer(0, Number.MAX_SAFE_INTEGER, description)

const fieldsOf = ({ statuses }: Kind) => ({
  q: searchText,
  owner: slug('建设单位'),
  status: oneOf(codesIn(statuses)),
  fromFen: amount('minimum of the requested amount'),
  toFen: amount('maximum of the requested amount'),
})

export function searchRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) searchRoute(app, services, kind)
}

function searchRoute(app: App, { lists }: Services, kind: Kind): void {
  const schema = {
    tags: [kind.path],
    summary: `搜索${kind.zh} · search ${kind.path.replaceAll('-', ' ')}`,
    description: 'In the caller’s scope, newest first. A case must have every word.',
    querystring: object({}, { ...screenFields, ...fieldsOf(kind) }),
    response: readAnswers('A page; `note` when `q` contains nothing to search for.'),
  }
  app.get(`/v1/${kind.path}/search`, { schema }, async (request) => {
    const caller = callerOf(request)
    const viewer = viewerOf(caller)
    // Titles and amounts are content of a case, which operators may not see.
    if (viewer.scope === 'metadata') throw notFound()
    const { limit = SCREEN_DEFAULT, cursor, fromFen, toFen, ...rest } = request.query
    const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
    const query = {
      ...rest,
      ...(fromFen === undefined ? {} : { fromFen: fromFen as Fen }),
      ...(toFen === undefined ? {} : { toFen: toFen as Fen }),
    }
    const rows = await searchCases(lists, viewer, { kind: kind.name, query, after, limit: limit + 1 })
    const items = rows.slice(0, limit).map((row) => listed(kind, row, caller, false))
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? cursorOf(last.id) : null, ...noteOn(query.q) }
  })
}
