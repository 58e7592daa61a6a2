/** The schema of all error answers (RFC 9457), for the OpenAPI document. */
import type { FastifyInstance } from 'fastify'
import { PROBLEMS } from '../problem.ts'

const text = { type: 'string' }
const inBoth = { zh: text, en: text }

export const PROBLEM_SCHEMA = {
  $id: 'Problem',
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', enum: Object.keys(PROBLEMS).map((slug) => `urn:tongchou:problem:${slug}`) },
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    commandId: { ...text, description: 'the command that was refused' },
    errors: {
      type: 'array',
      description: 'invalid fields; `pointer` is a JSON pointer into the body',
      items: {
        type: 'object',
        properties: { pointer: text, code: text, detail_en: text, detail_zh: text },
      },
    },
    unmet: {
      type: 'array',
      description: 'every unmet condition, each with its source',
      items: {
        type: 'object',
        properties: { code: text, ...inBoth, source: { type: 'object', properties: inBoth } },
      },
    },
  },
} as const

export const addProblemSchema = (app: FastifyInstance): void => {
  app.addSchema(PROBLEM_SCHEMA)
}

const ALWAYS = [400, 401, 403, 404, 406, 414, 415, 422, 429, 431, 500, 503] as const

/** Error answers of a route: those of every route, and its own. */
export function problems(...own: number[]): Record<number, object> {
  const statuses = [...new Set<number>([...ALWAYS, ...own])]
  return Object.fromEntries(statuses.map((status) => [status, answerOf(status)]))
}

function answerOf(status: number): object {
  const titles = Object.values(PROBLEMS).filter((problem) => problem.status === status)
  return {
    description: titles.map(({ en, zh }) => `${en} / ${zh}`).join('; '),
    content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
  }
}
