/** Search over projects by business fields. */
import { searchProjects } from '#db/queries/project-search.ts'
import { PROJECT_STATUSES, type ProjectStatus } from '#domain/project/status.ts'
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
import { noteOn, question } from './question.ts'
import { listed } from './routes.ts'
import { viewerOf } from './viewer.ts'

const amount = (description: string) => integer(0, Number.MAX_SAFE_INTEGER, description)

const FIELDS = {
  q: question,
  owner: slug('建设单位'),
  status: oneOf(Object.keys(PROJECT_STATUSES) as ProjectStatus[]),
  fromFen: amount('investment at least'),
  toFen: amount('investment at most'),
}

export function searchRoute(app: App, { lists }: Services): void {
  const schema = {
    tags: ['projects'],
    summary: '搜索项目 · search projects',
    description: 'In the caller’s scope, newest first. Every word must be there.',
    querystring: object({}, { ...screenFields, ...FIELDS }),
    response: readAnswers('A page; `note` where there is nothing in `q` to look for.'),
  }
  app.get('/v1/search', { schema }, async (request) => {
    const caller = callerOf(request)
    const viewer = viewerOf(caller)
    // Titles and amounts are what a project says, and that is not for operators.
    if (viewer.scope === 'metadata') throw notFound()
    const { limit = SCREEN_DEFAULT, cursor, fromFen, toFen, ...rest } = request.query
    const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
    const query = {
      ...rest,
      ...(fromFen === undefined ? {} : { fromFen: fromFen as Fen }),
      ...(toFen === undefined ? {} : { toFen: toFen as Fen }),
    }
    const rows = await searchProjects(lists, viewer, { query, after, limit: limit + 1 })
    const items = rows.slice(0, limit).map((row) => listed(row, caller, false))
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? cursorOf(last.id) : null, ...noteOn(query.q) }
  })
}
