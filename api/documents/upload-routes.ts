/**
 * Uploads: the body is the file itself, with its name in Content-Disposition. No multipart, because there is only one file, and its
 * first bytes can be inspected without parsing.
 */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type DocumentVersion, insertDocument, insertVersion, listVersions } from '#db/intake/documents.ts'
import { uuidv7 } from '#db/intake/uuidv7.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { codesIn } from '#domain/engine/kinds.ts'
import { object, oneOf, type Shape } from '#domain/values/shape.ts'
import type { App } from '../app-type.ts'
import { callerOf } from '../auth/caller.ts'
import { createdAnswers } from '../contract/answers.ts'
import { idParams } from '../contract/route-shapes.ts'
import { validatorCompiler } from '../input/shape-validator.ts'
import { later, notFound, Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { FILE_MAX, tooLarge } from './file-max.ts'
import { fileNameOf } from './file-name.ts'
import { type Check, mustAddToCase, mustAddToDraft, mustAddVersion } from './holder.ts'
import { declaredType } from './inspection/declared-type.ts'
import { FileRefused } from './inspection/file-refusals.ts'
import { FILE_TYPES } from './inspection/file-types.ts'
import { inspectFile } from './inspection/inspect-file.ts'
import { discardRest, received } from './receive.ts'
import { ContentDamaged, inStore } from './store.ts'
import { Uploads } from './uploads.ts'
import { hrefOf, versionView } from './version-view.ts'

const headers: Shape<unknown> = {
  type: 'object',
  properties: {
    'content-disposition': {
      type: 'string',
      description:
        'attachment; filename*=UTF-8\'\' and the name by encodeURIComponent; filename="..." in UTF-8 or GBK is read, too',
    },
    'content-type': {
      type: 'string',
      description:
        'media type of the file, any of the usual ones; with application/octet-stream or without it, the file name decides',
    },
  },
  required: ['content-disposition'],
}
const DESCRIPTION =
  'The body is the file itself and no form, at most 200 MiB, without Content-Encoding; its content must match its ' +
  'name. The answer has the digest that acts must name.'

type Content = Parameters<typeof insertDocument>[2]
type Write = (content: Content) => Promise<DocumentVersion>

export function documentUploadRoutes(app: App, services: Services): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  // For every Content-Type the body is read in the same way. `declaredType` checks the one that was sent.
  app.addHook('onRequest', async (request) => {
    request.headers = { 'content-type': 'application/octet-stream' }
  })
  const uploads = new Uploads()
  for (const kind of services.kinds.all.filter(({ fileKinds }) => Object.keys(fileKinds).length > 0)) {
    const summary = `上传${kind.zh}文件 · add a document to a ${kind.en}`
    addRoute(app, services, uploads, { kind, holders: kind.path, summary, check: mustAddToCase })
    const ofDraft = '上传草稿文件 · add a document to a draft'
    const holders = `${kind.path}/drafts`
    addRoute(app, services, uploads, { kind, holders, summary: ofDraft, check: mustAddToDraft })
  }
  versionRoute(app, services, uploads)
}

const routeOf = (summary: string) => ({
  config: { takesFile: true as const },
  // The body stays a stream; everything else is validated as for other routes.
  validatorCompiler: (part: Parameters<typeof validatorCompiler>[0]) =>
    part.httpPart === 'body' ? (value: unknown) => ({ value }) : validatorCompiler(part),
  schema: {
    tags: ['documents'],
    summary,
    description: DESCRIPTION,
    params: idParams,
    headers,
    consumes: ['application/octet-stream'],
    body: { type: 'string', contentMediaType: 'application/octet-stream' } as unknown as Shape<unknown>,
    response: createdAnswers('The stored version.', 409, 413),
  },
})

/** Whether documents are added to cases or to drafts of a kind. */
interface Holders {
  kind: Kind
  /** Their path in the API. */
  holders: string
  summary: string
  check: Check
}

function addRoute(
  app: App,
  services: Services,
  uploads: Uploads,
  { kind: of, holders, summary, check }: Holders,
): void {
  const route = routeOf(summary)
  const querystring = object({ kind: oneOf(codesIn(of.fileKinds), '材料种类') })
  const schema = { ...route.schema, querystring }
  app.post(`/v1/${holders}/:id/documents`, { ...route, schema }, async (request, reply) => {
    const caller = callerOf(request)
    const { id: holder } = request.params
    const { kind } = request.query as { kind: string }
    await check(services, caller, { kind: of, id: holder })
    return upload({ services, uploads, request, reply, holder }, (content) =>
      insertDocument(services.pool, { document: uuidv7(), holder, kind }, content),
    )
  })
}

function versionRoute(app: App, services: Services, uploads: Uploads): void {
  const route = routeOf('上传新版本 · add a version of a document')
  app.post('/v1/documents/:id/versions', route, async (request, reply) => {
    const document = request.params.id
    const [known] = await listVersions(services.pool, document)
    if (!known) throw notFound()
    const { holder } = known
    await mustAddVersion(services, callerOf(request), known)
    return upload({ services, uploads, request, reply, holder }, async (content) => {
      const added = await insertVersion(services.pool, { document, holder }, content)
      if (!added) throw notFound()
      return added
    })
  })
}

interface Upload {
  services: Services
  uploads: Uploads
  request: FastifyRequest
  reply: FastifyReply
  holder: string
}

/** Receives the file, or logs why it was refused. */
async function upload(given: Upload, write: Write) {
  const { services, uploads, request, reply } = given
  const { person } = callerOf(request).actor
  if (!uploads.begin(person)) throw later('rate-limited', 5)
  try {
    const added = await take(services, request, write)
    reply.code(201).header('location', hrefOf(added))
    return versionView(added, callerOf(request).directory)
  } catch (error) {
    const problem = error instanceof ContentDamaged ? damaged(given, error) : error
    if (problem instanceof Problem) noteRefusal(given, problem)
    throw problem
  } finally {
    uploads.end(person)
  }
}

/** Logs ids and the reason only, neither the name nor the content. */
function noteRefusal({ services: { log }, request, holder }: Upload, problem: Problem): void {
  const { person, org } = callerOf(request).actor
  const reason = problem instanceof FileRefused ? problem.code : problem.slug
  const ids = { person, org, holder, requestId: request.id }
  log.warn({ event: 'uploadRefused', reason, ...ids }, 'an upload was refused')
}

/** The same content was uploaded before, and the stored content is damaged. */
const damaged = ({ services: { damages }, request, holder }: Upload, error: ContentDamaged): Problem =>
  damages.note(error, { holder, requestId: request.id })

async function take({ blobs }: Services, request: FastifyRequest, write: Write): Promise<DocumentVersion> {
  const { body, raw } = request
  if (!(body instanceof Readable)) throw new FileRefused('fileEmpty')
  try {
    const name = fileNameOf(raw.headers['content-disposition'])
    const type = declaredType({ name, contentType: raw.headers['content-type'] })
    const { mediaType } = FILE_TYPES[type]
    if (Number(raw.headers['content-length'] ?? 0) > FILE_MAX) throw tooLarge()
    const { actor, now } = callerOf(request)
    return await received(blobs, body, async ({ path, digest, sizeBytes }) => {
      await inStore(() => inspectFile(path, sizeBytes, type))
      await blobs.keep(digest, path)
      const by = { uploadedBy: actor.person, uploadedFor: actor.org, uploadedAt: now }
      return write({ digest, sizeBytes, mediaType, name, ...by })
    })
  } finally {
    discardRest(body)
  }
}
