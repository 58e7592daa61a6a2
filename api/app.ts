/** The application, without listening: `main.ts` and the tests do that. */
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { Registry } from 'prom-client'
import { substitutionsBetween } from '#db/intake/substitutions.ts'
import { bulkRoutes } from './acts/bulk-routes.ts'
import { type Redriver, startRedriver } from './acts/redriver.ts'
import { actRoutes } from './acts/routes.ts'
import { deadLetterRoutes } from './admin/dead-letter-routes.ts'
import { hostingRoutes } from './admin/hosting-routes.ts'
import { notificationRoutes } from './admin/notification-routes.ts'
import { referenceRoutes } from './admin/reference-routes.ts'
import type { App } from './app-type.ts'
import { recognizeCallers } from './auth/caller.ts'
import { devRoutes } from './auth/dev-routes.ts'
import { tokenVerifier } from './auth/token-verifier.ts'
import { addProblemSchema } from './contract/problem-schema.ts'
import type { Deps } from './deps.ts'
import { documentApi } from './documentation.ts'
import { startLeftOverSweep } from './documents/left-over-sweep.ts'
import { documentReadRoutes } from './documents/read-routes.ts'
import { documentUploadRoutes } from './documents/upload-routes.ts'
import { draftRoutes } from './drafts/routes.ts'
import { BODY_MAX, guardInput } from './input/guards.ts'
import { answerUnknownPaths } from './input/known-paths.ts'
import { parseQuery, validatorCompiler } from './input/shape-validator.ts'
import { preferenceRoutes } from './notifications/preference-routes.ts'
import { receiptRoutes } from './notifications/receipt-routes.ts'
import { type Health, healthRoutes } from './operations/health.ts'
import { measureAnswers } from './operations/metrics.ts'
import { paperRoutes } from './papers/routes.ts'
import { answerErrors } from './problem-answer.ts'
import { auditRoutes } from './reads/audit-routes.ts'
import { inboxRoutes } from './reads/inbox.ts'
import { readRoutes } from './reads/routes.ts'
import { searchRoutes } from './reads/search.ts'
import { sourceRoutes } from './reads/source-routes.ts'
import { rehearsalRoutes } from './rehearsal/routes.ts'
import { servicesFrom } from './services.ts'
import { substitutionRoutes } from './substitutions/routes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    health: Health
    redriver: Redriver
    metrics: Registry
  }
}

/** Long enough for a file of 200 MiB on a slow line; other bodies and header fields have shorter limits, see `input/guards.ts`. */
const REQUEST_TIMEOUT_MS = 600_000
const HEADERS_TIMEOUT_MS = 15_000

export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = fastify(options(deps))
  app.server.headersTimeout = HEADERS_TIMEOUT_MS
  app.setValidatorCompiler(validatorCompiler)
  // Answers are built by typed code, so they are not filtered or converted by their schemas.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler(answerErrors(deps.kinds.refusals))
  answerUnknownPaths(app)
  guardInput(app)
  addProblemSchema(app)
  app.decorate('metrics', new Registry())
  const services = servicesFrom(deps, app.log, app.metrics)
  app.decorate('health', { isDraining: false })
  app.decorate('redriver', startRedriver(services))
  const sweep = startLeftOverSweep(services.blobs, app.log)
  recognizeCallers(app, {
    verify: tokenVerifier(deps.tokens),
    world: services.world,
    substitutions: (person, substitute) => substitutionsBetween(deps.pool, person, substitute),
    hasPublicDocs: deps.hasPublicDocs === true || deps.devIssuer !== null,
  })
  await documentApi(app, deps)
  app.register(async (scope) => {
    const typed = scope as unknown as App
    healthRoutes(typed, services, app.health)
    measureAnswers(typed, services, app.metrics)
    readRoutes(typed, services)
    inboxRoutes(typed, services)
    searchRoutes(typed, services)
    sourceRoutes(typed, services)
    auditRoutes(typed, services)
    actRoutes(typed, services)
    bulkRoutes(typed, services)
    draftRoutes(typed, services)
    documentReadRoutes(typed, services)
    paperRoutes(typed, services)
    await scope.register(async (inner) => documentUploadRoutes(inner as unknown as App, services))
    referenceRoutes(typed, services)
    substitutionRoutes(typed, services)
    deadLetterRoutes(typed, services)
    notificationRoutes(typed, services)
    hostingRoutes(typed, services)
    preferenceRoutes(typed, services)
    receiptRoutes(typed, services)
    if (deps.devIssuer) devRoutes(typed, services, deps.devIssuer)
    if (deps.isRehearsal) rehearsalRoutes(typed, services)
  })
  app.addHook('onClose', async () => {
    await app.redriver.stop()
    await sweep.stop()
    await services.dispatcher.settled()
    await services.answered.flush()
    await services.slots.close()
    await services.outcomes.close()
  })
  await app.ready()
  return app
}

const options = ({ kinds, logLevel }: Deps): FastifyServerOptions => ({
  // Logs contain addresses and outcomes, never bodies or tokens.
  logger: logLevel === 'silent' ? false : { level: logLevel, redact: ['req.headers.authorization'] },
  genReqId: () => randomUUID(),
  bodyLimit: BODY_MAX,
  requestTimeout: REQUEST_TIMEOUT_MS,
  routerOptions: { querystringParser: parseQuery, maxParamLength: 200 },
  frameworkErrors: answerErrors(kinds.refusals),
  clientErrorHandler: answerBrokenRequest,
  return503OnClosing: true,
  forceCloseConnections: 'idle',
})

const ONLY_ASCII =
  '请求行与请求头只可用 ASCII 字符，地址中的其他字符须百分号编码（如 curl -G --data-urlencode q=…） · the request line and header fields take ASCII only; percent-encode the rest of an address (curl -G --data-urlencode q=…)'

/** Answers input that is no HTTP or has too large a head: there is no request object then, only a socket. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const [line, slug] = tooLarge
    ? ['431 Request Header Fields Too Large', 'headers-too-large']
    : ['400 Bad Request', 'bad-request']
  const body = JSON.stringify({
    type: `urn:tongchou:problem:${slug}`,
    title: line,
    status: Number(line.slice(0, 3)),
    ...(tooLarge ? {} : { detail: ONLY_ASCII }),
  })
  const head = [
    `HTTP/1.1 ${line}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
