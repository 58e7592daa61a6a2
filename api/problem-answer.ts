import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Catalogue } from '#domain/case/refusal.ts'
import { languageOf } from './language.ts'
import { later, PROBLEMS, Problem, Refused, type Slug } from './problem.ts'
import { isUnavailable } from './unavailable.ts'

const ERRORS_SHOWN_MAX = 50

/** The slugs for errors of Fastify itself, by error code. */
const FASTIFY_SLUGS: Readonly<Record<string, Slug>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

/** Turns every error into an answer. An unexpected error is logged, and the answer contains nothing of it. */
export const answerErrors =
  (refusals: Catalogue) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = problemOf(error, refusals)
    if (PROBLEMS[problem.slug].status >= 500) request.log.error({ err: error }, problem.slug)
    return sendProblem(problem, request, reply)
  }

/** The problem that the caller gets for an error. */
export function problemOf(error: unknown, refusals: Catalogue): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Refused) return error.toProblem(refusals)
  if (isUnavailable(error)) return later('unavailable')
  const { code, statusCode } = error as FastifyError
  const slug = FASTIFY_SLUGS[code]
  if (slug) return new Problem(slug)
  return new Problem(statusCode && statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal-error')
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status } = PROBLEMS[problem.slug]
  return reply
    .code(status)
    .headers(problem.extras.headers ?? {})
    .header('vary', 'accept-language')
    .type('application/problem+json; charset=utf-8')
    .send(problemBody(problem, request.id, languageOf(request.headers['accept-language'])))
}

/** The document of RFC 9457. It never repeats sent values, only names of fields, cut to 64 characters. */
export function problemBody({ slug, extras }: Problem, requestId: string, language: 'zh' | 'en') {
  const { status, [language]: title } = PROBLEMS[slug]
  const errors = extras.errors?.slice(0, ERRORS_SHOWN_MAX).map(({ pointer, code, en, zh }) => ({
    pointer: pointer.length > 64 ? `${pointer.slice(0, 63)}…` : pointer,
    code,
    detail_en: en,
    detail_zh: zh,
  }))
  const said = extras.unmet?.map((unmet) => unmet[language]).join('; ')
  return {
    type: `urn:tongchou:problem:${slug}`,
    title,
    status,
    detail: extras.detail?.[language] ?? said ?? title,
    instance: `urn:tongchou:request:${requestId}`,
    ...(errors ? { errors } : {}),
    ...(extras.unmet ? { unmet: extras.unmet } : {}),
    ...(extras.commandId ? { commandId: extras.commandId } : {}),
  }
}
