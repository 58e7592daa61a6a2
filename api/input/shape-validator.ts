/** Lets Fastify validate requests by our shapes: values are never coerced, dropped or filled in. */
import type { FastifyTypeProvider } from 'fastify'
import type { Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { invalid, notFound } from '../problem.ts'

export interface ShapeTypes extends FastifyTypeProvider {
  validator: this['schema'] extends Shape<infer T> ? T : unknown
  serializer: unknown
}

type Checked = { value: unknown } | { error: Error }

interface RoutePart {
  schema: unknown
  httpPart?: string
}

export function validatorCompiler({ schema, httpPart }: RoutePart): (data: unknown) => Checked {
  const shape = schema as Shape<unknown>
  switch (httpPart) {
    case 'params':
      // A malformed id gets the same answer as an unknown one.
      return (data) => (checkShape(shape, data).length === 0 ? { value: data } : { error: notFound() })
    case 'querystring':
      return (data) => check(shape, readQuery(shape, data as Record<string, unknown>))
    case 'headers':
      // Header schemas are only documentation; `headers.ts` checks each field and has its own status for it.
      return (data) => ({ value: data })
    default:
      return (data) => check(shape, data)
  }
}

function check(shape: Shape<unknown>, data: unknown): Checked {
  const problems = checkShape(shape, data)
  return problems.length === 0 ? { value: data } : { error: invalid(problems) }
}

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/

/** Query strings are text: converts them to whole numbers and flags only where the shape asks for these. */
function readQuery(shape: Shape<unknown>, query: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(query).map(([name, value]): [string, unknown] => {
    const properties = shape.properties ?? {}
    const type = Object.hasOwn(properties, name) ? properties[name]?.type : undefined
    if (type === 'integer' && typeof value === 'string' && WHOLE_NUMBER.test(value)) {
      return [name, Number(value)]
    }
    if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true']
    return [name, value]
  })
  return Object.fromEntries(entries)
}

/** Reads a query string; a parameter given twice becomes a list, which no shape accepts. */
export function parseQuery(text: string): Record<string, unknown> {
  const query = new Map<string, unknown>()
  for (const [name, value] of new URLSearchParams(text)) {
    query.set(name, query.has(name) ? [query.get(name), value] : value)
  }
  return Object.fromEntries(query)
}
