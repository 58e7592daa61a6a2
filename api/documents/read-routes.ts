/** Lists documents and their versions. */
import { listDocuments, listVersions } from '#db/intake/documents.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { isUuid } from '#domain/values/ids.ts'
import { object } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, readCursor } from '../contract/cursor.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { notFound } from '../problem.ts'
import { mustReadCase } from '../reads/must-read-case.ts'
import type { Services } from '../services.ts'
import { contentRoute } from './content-route.ts'
import { type Check, mustReadDraft, mustReadHolder } from './holder.ts'
import { versionView } from './version-view.ts'

const page = object({}, pageFields)

export function documentReadRoutes(app: App, services: Services): void {
  for (const kind of services.kinds.all) {
    const summary = `${kind.zh}文件列表 · list a ${kind.en}’s documents`
    listRoute(app, services, { kind, holders: kind.path, summary, check: mustReadCase })
    const ofDraft = '草稿文件列表 · list a draft’s documents'
    const holders = `${kind.path}/drafts`
    listRoute(app, services, { kind, holders, summary: ofDraft, check: mustReadDraft })
  }
  versionsRoute(app, services)
  contentRoute(app, services)
}

const about = (summary: string) => ({ tags: ['documents'], summary })

/** Whether documents of cases or of drafts of a kind are listed. */
interface Holders {
  kind: Kind
  holders: string
  summary: string
  check: Check
}

function listRoute(app: App, services: Services, { kind, holders, summary, check }: Holders): void {
  const schema = {
    ...about(summary),
    params: idParams,
    querystring: page,
    response: readAnswers('In the order of their upload, each in its latest version.'),
  }
  app.get(`/v1/${holders}/:id/documents`, { schema }, async (request) => {
    const caller = callerOf(request)
    const { id: holder } = request.params
    await check(services, caller, { kind, id: holder })
    const { limit = PAGE_DEFAULT, cursor } = request.query
    const after = (readCursor(cursor, isUuid)?.[0] ?? null) as string | null
    const found = await listDocuments(services.pool, { holder, after, limit: limit + 1 })
    const items = found.slice(0, limit).map((one) => versionView(one, caller.directory))
    const last = items.at(-1)
    return { items, next: found.length > limit && last ? cursorOf(last.document) : null }
  })
}

function versionsRoute(app: App, services: Services): void {
  const schema = {
    ...about('文件的各版本 · a document with all its versions'),
    params: idParams,
    response: readAnswers('Oldest first.'),
  }
  app.get('/v1/documents/:id', { schema }, async (request) => {
    const caller = callerOf(request)
    const versions = await listVersions(services.pool, request.params.id)
    const [first] = versions
    if (!first) throw notFound()
    await mustReadHolder(services, caller, first.holder)
    const { document, kind } = first
    return { document, kind, versions: versions.map((one) => versionView(one, caller.directory)) }
  })
}
