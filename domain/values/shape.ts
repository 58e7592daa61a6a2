/**
 * The shape language of messages: plain JSON Schema objects with a static type.
 *
 * One definition gives the TypeScript type, the check in the API and in the workflow sandbox, and the schema in the OpenAPI
 * document (ADR 0003, 0033). The checker knows only the keywords that these builders use.
 */
import { isDocumentNumber } from './document-number.ts'
import { isUuid, type PersonId } from './ids.ts'
import { isFen } from './money.ts'
import { isInstant, isPlainDate } from './plain-date.ts'
import { isProjectCode } from './project-code.ts'
import { isLine, isProse } from './text.ts'

export type RefersTo = 'person' | 'organisation' | 'planItem' | 'document'

export interface Shape<T> {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  readonly description?: string
  readonly format?: Format
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly items?: Shape<unknown>
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Shape<unknown>>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  /** The value is an id of something that must exist (`references.ts`). */
  readonly refersTo?: RefersTo
  /** Free text of people: the API stores it in PostgreSQL and sends its digest, so that workflow histories do not contain it. */
  readonly prose?: true
  /** Carries the static type only; never present at run time. */
  readonly _type?: T
}

export type Infer<S> = S extends Shape<infer T> ? T : never

/** Years 1950 to 2150: periods that rules add stay within the years that a date can have. */
const isActDate = (value: unknown): boolean => isPlainDate(value) && value >= '1950' && value < '2151'
const isActInstant = (value: unknown): boolean => isInstant(value) && value >= '1950' && value < '2151'

/** Formats of strings and numbers: what is checked besides the JSON type. */
export const FORMATS = {
  date: {
    check: isActDate,
    code: 'invalid-date',
    en: 'a calendar date YYYY-MM-DD from 1950 to 2150',
    zh: '1950 至 2150 年的日期 YYYY-MM-DD',
  },
  'date-time': {
    check: isActInstant,
    code: 'invalid-date',
    en: 'an instant with milliseconds and Z, from 1950 to 2150',
    zh: '1950 至 2150 年、带毫秒与 Z 的时刻',
  },
  uuid: { check: isUuid, code: 'invalid-code', en: 'a lower-case UUID', zh: '小写 UUID' },
  'project-code': {
    check: isProjectCode,
    code: 'invalid-code',
    en: 'a national project code',
    zh: '全国投资项目代码',
  },
  'document-number': {
    check: isDocumentNumber,
    code: 'invalid-code',
    en: 'a document number such as 发改高技〔2026〕1号',
    zh: '文号，如 发改高技〔2026〕1号',
  },
  fen: { check: isFen, code: 'invalid-money', en: 'a whole number of fen, 0 or more', zh: '非负整数（分）' },
  identifier: {
    check: isLine,
    code: 'invalid-code',
    en: 'a code in one line with something visible in it',
    zh: '单行、含可见字符的编号',
  },
  line: {
    check: isLine,
    code: 'invalid-text',
    en: 'text in one line with something visible in it, without control characters',
    zh: '单行、含可见字符、无控制字符的文本',
  },
  prose: {
    check: isProse,
    code: 'invalid-text',
    en: 'text with something visible in it, without control characters (tabs and line breaks are fine)',
    zh: '含可见字符、无控制字符的文本（可换行、可用制表符）',
  },
} as const

export type Format = keyof typeof FORMATS
export type ProblemCode =
  | (typeof FORMATS)[Format]['code']
  | 'invalid-type'
  | 'unknown-field'
  | 'missing-field'
  | 'invalid-value'
  | 'too-long'
  | 'too-many'
  | 'unknown-reference'

type Described = { description?: string }
const described = (description?: string): Described => (description === undefined ? {} : { description })

/** One line. */
export const text = (maxLength = 2000, description?: string): Shape<string> => ({
  type: 'string',
  format: 'line',
  minLength: 1,
  maxLength,
  ...described(description),
})
/** An opinion or a reason, in several lines: see `prose` of Shape. */
export const prose = (maxLength = 4000, description?: string): Shape<string> => ({
  ...text(maxLength, description),
  format: 'prose',
  prose: true,
})
/** A code that people write; compare it only with `isSameIdentifier`. */
export const identifier = (maxLength: number, description?: string): Shape<string> => ({
  ...text(maxLength, description),
  format: 'identifier',
})
export const date = <T extends string>(description?: string): Shape<T> => ({
  type: 'string',
  format: 'date',
  ...described(description),
})
export const instantShape = <T extends string>(description?: string): Shape<T> => ({
  type: 'string',
  format: 'date-time',
  ...described(description),
})
export const uuid = <T extends string>(description?: string): Shape<T> => ({
  type: 'string',
  format: 'uuid',
  ...described(description),
})
export const projectCode = (description?: string): Shape<string> => ({
  type: 'string',
  format: 'project-code',
  ...described(description),
})
export const documentNumber = (description?: string): Shape<string> => ({
  type: 'string',
  format: 'document-number',
  ...described(description),
})
export const DIGEST = /^[0-9a-f]{64}$/
/** Whether `digest` accepts the text. */
export const isDigest = (text: string): boolean => DIGEST.test(text)

/** Lower-case hexadecimal SHA-256. */
export const digest = (description?: string): Shape<string> => ({
  type: 'string',
  pattern: DIGEST.source,
  ...described(description),
})
const SLUG = /^[a-z][a-z0-9-]{0,62}$/
/** Whether `slug` accepts the value. */
export const isSlug = (value: unknown): value is string => typeof value === 'string' && SLUG.test(value)

/** An id in lower-case Latin letters. For ids of the directory use `person` and `organisation`. */
export const slug = <T extends string = string>(description?: string): Shape<T> => ({
  type: 'string',
  pattern: SLUG.source,
  ...described(description),
})
/** The name of a version of a calendar, a policy or a plan. */
export const versionName = (): Shape<string> => ({
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$',
})
/** A person of the directory. */
export const person = (description?: string): Shape<PersonId> => ({
  ...slug<PersonId>(description),
  refersTo: 'person',
})
/** An organisation of the directory. */
export const organisation = (description?: string): Shape<string> => ({
  ...slug(description),
  refersTo: 'organisation',
})
/** An item of the national plan in force. */
export const planItem = (description?: string): Shape<string> => ({
  ...identifier(60, description),
  refersTo: 'planItem',
})
/** The content of a document: its SHA-256. */
export const document = (description?: string): Shape<string> => ({
  ...digest(description),
  refersTo: 'document',
})
/** Amount in integer fen, a JSON integer. */
export const money = <T extends number>(description?: string): Shape<T> => ({
  type: 'integer',
  format: 'fen',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  ...described(description),
})
export const integer = (minimum: number, maximum: number, description?: string): Shape<number> => ({
  type: 'integer',
  minimum,
  maximum,
  ...described(description),
})
export const flag = (description?: string): Shape<boolean> => ({ type: 'boolean', ...described(description) })
export const oneOf = <const V extends readonly string[]>(
  values: V,
  description?: string,
): Shape<V[number]> => ({
  type: 'string',
  enum: values,
  ...described(description),
})
export const list = <T>(items: Shape<T>, minItems = 0, maxItems = 500, description?: string): Shape<T[]> => ({
  type: 'array',
  items,
  minItems,
  maxItems,
  ...described(description),
})

type Fields = Readonly<Record<string, Shape<unknown>>>
type Required<F extends Fields> = { [K in keyof F]: Infer<F[K]> }
type Optional<F extends Fields> = { [K in keyof F]?: Infer<F[K]> }
type Flat<T> = { [K in keyof T]: T[K] }

/** An object with exactly these fields. Unknown fields are reported as problems. */
export function object<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
  description?: string,
): Shape<Flat<Required<R> & Optional<O>>> {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
    ...described(description),
  }
}
