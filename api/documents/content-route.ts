/** The content of a version, checked against its digest while it is sent. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DocumentVersion, findVersion } from '#db/intake/documents.ts'
import { object, type Shape, uuid } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { problems } from '../contract/problem-schema.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { rangeOf } from './byte-range.ts'
import { checkedContent } from './checked-content.ts'
import { dispositionOf } from './disposition.ts'
import { mustReadHolder } from './holder.ts'
import { type ByteRange, ContentDamaged } from './store.ts'

const number: Shape<string> = { type: 'string', pattern: '^[1-9][0-9]{0,5}$' }
const versionParams = object({ id: uuid(), version: number })
const binary = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
const schema = {
  tags: ['documents'],
  summary: '下载文件 · download a version',
  description:
    'Always as a download. Answers If-None-Match, Range and If-Range; the ETag is the digest. The whole file is checked ' +
    'against it while it is sent: if the connection breaks before the end, the stored content may be damaged. Ranges ' +
    'cannot be checked; check a file that you put together from ranges against the ETag.',
  params: versionParams,
  response: {
    200: { description: 'The content, byte by byte as it was uploaded.', ...binary },
    206: { description: 'The requested range.', ...binary },
    304: { description: 'The content has not changed.' },
    ...problems(416),
  },
}

export function contentRoute(app: App, services: Services): void {
  const options = { schema, exposeHeadRoute: false, config: { givesFile: true as const } }
  app.get('/v1/documents/:id/versions/:version', options, async (request, reply) => {
    const { id, version } = request.params
    const found = await findVersion(services.pool, id, Number(version))
    if (!found) throw notFound()
    await mustReadHolder(services, callerOf(request), found.holder)
    return sendContent(services, found, request, reply)
  })
}

async function sendContent(
  services: Services,
  found: DocumentVersion,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { digest, sizeBytes, mediaType } = found
  const { headers } = request
  const etag = `"${digest}"`
  if (headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
    return reply.headers(headersOf(found)).code(304).send()
  }
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag
  const range = isSame ? rangeOf(headers.range, sizeBytes) : null
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 }
  const content = await givenContent(services, { found, range: { start, end }, requestId: request.id })
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${sizeBytes}`)
  return reply
    .headers(headersOf(found))
    .type(mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
    .header('content-length', end - start + 1)
    .send(content)
}

const headersOf = ({ digest, name }: DocumentVersion) => ({
  etag: `"${digest}"`,
  'accept-ranges': 'bytes',
  // The content never changes, but the permission to read it may: the browser must ask each time.
  'cache-control': 'private, no-cache',
  'content-disposition': dispositionOf(name),
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
})

interface Given {
  found: DocumentVersion
  range: ByteRange
  requestId: string
}

/** A fault before the first piece becomes an error answer; a later fault breaks the connection. */
async function givenContent({ blobs, damages }: Services, given: Given): Promise<Readable> {
  const { found, range, requestId } = given
  const { digest, sizeBytes, holder, document, version } = found
  const about = { holder, document, version, digest, requestId }
  try {
    const length = range.end - range.start + 1
    const source = await blobs.open({ digest, sizeBytes }, range)
    const pieces = checkedContent(source, { digest, length, isWhole: length === sizeBytes })
    const first = await pieces.next()
    const rest = allOf(first, pieces, (error) => damages.noteBroken(error, about))
    return Readable.from(rest, { objectMode: false })
  } catch (error) {
    throw error instanceof ContentDamaged ? damages.note(error, about) : error
  }
}

async function* allOf(
  first: IteratorResult<Buffer, void>,
  pieces: AsyncGenerator<Buffer>,
  onError: (error: unknown) => void,
): AsyncGenerator<Buffer> {
  try {
    if (!first.done) yield first.value
    yield* pieces
  } catch (error) {
    onError(error)
    throw error
  } finally {
    await pieces.return(undefined)
  }
}
