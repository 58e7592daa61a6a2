/** Shapes that several routes share. */
import { integer, object, type Shape, text, uuid } from '#domain/values/shape.ts'

export const idParams = object({ id: uuid() })

export const PAGE_MAX = 200
export const PAGE_DEFAULT = 50
/** For inboxes and searches: as many as a screen shows. */
export const SCREEN_DEFAULT = 20

const page = (byDefault: number) => ({
  limit: integer(1, PAGE_MAX, `number of items; ${byDefault} by default, ${PAGE_MAX} at most`),
  cursor: text(400, '`next` of the previous page'),
})

export const pageFields = page(PAGE_DEFAULT)
export const screenFields = page(SCREEN_DEFAULT)

/** The description of a header field in the OpenAPI document; the field is checked in `input/headers.ts`. */
const header = (description: string): Shape<string> => ({ type: 'string', description })

export const actHeaders: Shape<unknown> = {
  type: 'object',
  properties: {
    'idempotency-key': header(
      '1 to 200 visible ASCII characters; the same key gives the same outcome, for ever',
    ),
    'acting-for': header(
      'only for a substitute: the represented person, as `person` or `person/role`; see POST /v1/substitutions',
    ),
    'case-round': header('the round of the review that the act is meant for; 409 when it is another one'),
  },
  required: ['idempotency-key'],
}

export const bulkHeaders: Shape<unknown> = {
  type: 'object',
  properties: { 'idempotency-key': header('the same key and cases give the same answers, for ever') },
  required: ['idempotency-key'],
}

export const versionHeaders: Shape<unknown> = {
  type: 'object',
  properties: { 'if-match': header('ETag of the version that was read') },
  required: ['if-match'],
}

/** The shape without required fields, at any depth: for drafts. */
export function partial<T>(shape: Shape<T>): Shape<Partial<T>> {
  const { properties, items, required: _required, minItems: _minItems, ...rest } = shape
  return {
    ...rest,
    ...(items ? { items: partial(items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, field]) => [key, partial(field)]),
          ),
        }
      : {}),
  } as Shape<Partial<T>>
}
