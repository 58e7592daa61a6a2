/** Documents as people read them: what there is, in which versions, and the content. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DocumentVersion, findVersion, listDocuments, listVersions } from '#db/intake/documents.ts'
import { isUuid } from '#domain/ids.ts'
import { object, type Shape, uuid } from '#domain/shape.ts'
import type { App } from '../app-type.ts'
import { type Caller, callerOf } from '../auth/caller.ts'
import { readAnswers } from '../contract/answers.ts'
import { cursorOf, readCursor } from '../contract/cursor.ts'
import { problems } from '../contract/problem-schema.ts'
import { idParams, PAGE_DEFAULT, pageFields } from '../contract/route-shapes.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { rangeOf } from './byte-range.ts'
import { dispositionOf } from './disposition.ts'
import { mustReadDraft, mustReadHolder, mustReadProject } from './holder.ts'
import { versionView } from './version-view.ts'

const page = object({}, pageFields)
const number: Shape<string> = { type: 'string', pattern: '^[1-9][0-9]{0,5}$' }
const versionParams = object({ id: uuid(), version: number })

export function documentReadRoutes(app: App, services: Services): void {
  listRoute(app, services, ['projects', '项目文件列表 · list a project’s documents', mustReadProject])
  listRoute(app, services, ['drafts', '草稿文件列表 · list a draft’s documents', mustReadDraft])
  versionsRoute(app, services)
  contentRoute(app, services)
}

const about = (summary: string) => ({ tags: ['documents'], summary })

type Check = (services: Services, caller: Caller, id: string) => Promise<void>

function listRoute(app: App, services: Services, [holders, summary, check]: [string, string, Check]): void {
  const schema = {
    ...about(summary),
    params: idParams,
    querystring: page,
    response: readAnswers('In the order in which they came, each by its latest version.'),
  }
  app.get(`/v1/${holders}/:id/documents`, { schema }, async (request) => {
    const caller = callerOf(request)
    const { id: holder } = request.params
    await check(services, caller, holder)
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

const binary = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }

function contentRoute(app: App, services: Services): void {
  const schema = {
    ...about('下载文件 · download a version'),
    description: 'Always as a download. Answers If-None-Match, Range and If-Range; the ETag is the digest.',
    params: versionParams,
    response: {
      200: { description: 'The content, byte by byte as it was uploaded.', ...binary },
      206: { description: 'The range that was asked for.', ...binary },
      304: { description: 'You have it already.' },
      ...problems(416),
    },
  }
  const options = { schema, exposeHeadRoute: false, config: { givesFile: true as const } }
  app.get('/v1/documents/:id/versions/:version', options, async (request, reply) => {
    const { id, version } = request.params
    const found = await findVersion(services.pool, id, Number(version))
    if (!found) throw notFound()
    await mustReadHolder(services, callerOf(request), found.holder)
    return sendContent(services, found, request, reply)
  })
}

function sendContent(
  { blobs }: Services,
  { digest, sizeBytes, mediaType, name }: DocumentVersion,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const etag = `"${digest}"`
  reply.headers({
    etag,
    'accept-ranges': 'bytes',
    // It never changes, but who may read it does: ask again each time.
    'cache-control': 'private, no-cache',
    'content-disposition': dispositionOf(name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  if (headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
    return reply.code(304).send()
  }
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag
  const range = isSame ? rangeOf(headers.range, sizeBytes) : null
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${sizeBytes}`)
  return reply
    .type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
    .header('content-length', end - start + 1)
    .send(blobs.open(digest, { start, end }))
}
