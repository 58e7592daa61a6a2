/** Checks before every route: sizes, and the requested and the sent format. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { invalid, Problem } from '../problem.ts'
import { readJson } from './read-json.ts'

const URL_MAX = 8_192
const HEADER_MAX = 8_192
export const BODY_MAX = 1_048_576
const BODY_TIMEOUT_MS = 15_000

const JSON_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i
const TAKES_JSON = /(?:^|[\s,])(?:\*\/\*|application\/\*|application\/(?:problem\+)?json)(?:$|[\s,;])/i
const SPEAKS_OTHERWISE = /^\/docs(?:$|[/?])/

/** Names the wrong header field and a correct one to copy. */
const SEND_ACCEPT = {
  zh: '请求头 Accept 所要求的格式无法提供；请发送 Accept: application/json 或不发送该请求头。',
  en: 'The header Accept asks for a format that is not available; send Accept: application/json or leave it out.',
}
const SEND_PLAIN = {
  zh: '请求头 Content-Encoding 不受支持；请不压缩正文并去掉该请求头。',
  en: 'The header Content-Encoding is not supported; send the body uncompressed and without this header.',
}
const SEND_JSON = {
  zh: '请求头 Content-Type 有误；请以 UTF-8 发送 JSON：Content-Type: application/json',
  en: 'The header Content-Type is wrong; send JSON in UTF-8: Content-Type: application/json',
}

const NAME_MAX = 64
const headerTooLarge = (name: string): Problem =>
  new Problem('headers-too-large', {
    detail: {
      zh: `请求头 ${name} 超过 ${HEADER_MAX} 个字符。`,
      en: `The header ${name} has more than ${HEADER_MAX} characters.`,
    },
  })

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file of any type; the route itself inspects it. */
    takesFile?: true
    /** The answer is a file of any type. */
    givesFile?: true
  }
}

/** Installs the guards and the only body parser. */
export function guardInput(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_MAX },
    async (request: FastifyRequest, body: Buffer) => {
      if (takesBody(request)) return readJson(body)
      // For a wrong path the answer must be 404.
      if (request.is404) return undefined
      if (body.length > 0) throw unexpectedBody()
      return undefined
    },
  )
  app.addHook('onRequest', async (request) => {
    assertSizes(request)
    if (!request.routeOptions.config?.takesFile) limitTime(request)
    if (request.is404) return
    assertAcceptable(request)
    assertReadable(request)
  })
}

/** Limits the time for a body: a sender that sends slowly on purpose would block a connection. */
function limitTime({ raw }: FastifyRequest): void {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers
  if (length === '0' && encoding === undefined) return
  const timer = setTimeout(() => raw.destroy(), BODY_TIMEOUT_MS)
  timer.unref()
  for (const end of ['end', 'close']) raw.once(end, () => clearTimeout(timer))
}

const takesBody = (request: FastifyRequest): boolean => request.routeOptions.schema?.body !== undefined

const unexpectedBody = (): Problem =>
  invalid([{ pointer: '', code: 'unknown-field', en: 'no body is expected here', zh: '此处不应有请求正文' }])

function assertSizes({ url, headers }: FastifyRequest): void {
  if (url.length > URL_MAX) throw new Problem('uri-too-long')
  const tooLarge = Object.entries(headers).find(([, value]) => String(value).length > HEADER_MAX)
  if (tooLarge) throw headerTooLarge(tooLarge[0].slice(0, NAME_MAX))
}

function assertAcceptable({ url, headers, routeOptions }: FastifyRequest): void {
  const { accept } = headers
  if (routeOptions.config.givesFile) return
  if (accept !== undefined && !TAKES_JSON.test(accept.slice(0, 1000)) && !SPEAKS_OTHERWISE.test(url)) {
    throw new Problem('not-acceptable', { detail: SEND_ACCEPT })
  }
}

function assertReadable(request: FastifyRequest): void {
  const { 'content-encoding': encoding, 'content-type': type } = request.headers
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem('unsupported-media-type', { detail: SEND_PLAIN })
  }
  if (request.routeOptions.config.takesFile) return
  const isWrong = type === undefined ? takesBody(request) : !JSON_UTF8.test(type)
  if (isWrong) throw new Problem('unsupported-media-type', { detail: SEND_JSON })
}
