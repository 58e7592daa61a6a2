/**
 * The shape language of messages: plain JSON Schema objects with a static type.
 *
 * One definition gives the TypeScript type, the check inside the workflow sandbox (where no schema library may
 * run) and the schema in the OpenAPI document. The checker knows just the keywords that the builders emit.
 */
import { isDocumentNumber } from './document-number.ts'
import { isUuid } from './ids.ts'
import { isFen } from './money.ts'
import { isInstant, isPlainDate } from './plain-date.ts'
import { isProjectCode } from './project-code.ts'
import { isReadableText } from './text.ts'

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
  /** Free text of people: the API keeps it in PostgreSQL and sends its digest, so that no history holds it. */
  readonly prose?: true
  /** Carries the static type only; never present at run time. */
  readonly _type?: T
}

export type Infer<S> = S extends Shape<infer T> ? T : never

/** What is wrong with one field. `pointer` is an RFC 6901 JSON pointer into the value that was checked. */
export interface ShapeProblem {
  pointer: string
  code: ProblemCode
  en: string
  zh: string
}

/** Far enough from the ends of what dates can hold that no rule counts past them. */
const isActDate = (value: unknown): boolean => isPlainDate(value) && value >= '1950' && value < '2151'

/** What the machine checks of a string or number beyond its JSON type; each has one predicate. */
const FORMATS = {
  date: {
    check: isActDate,
    code: 'invalid-date',
    en: 'a calendar date YYYY-MM-DD from 1950 to 2150',
    zh: '1950 至 2150 年的日期 YYYY-MM-DD',
  },
  'date-time': { check: isInstant, code: 'invalid-date', en: 'an instant with Z', zh: '带 Z 的时刻' },
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
  text: {
    check: isReadableText,
    code: 'invalid-text',
    en: 'readable text without control characters',
    zh: '可读文本（无控制字符）',
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

type Described = { description?: string }
const described = (description?: string): Described => (description === undefined ? {} : { description })

export const text = (maxLength = 2000, description?: string): Shape<string> => ({
  type: 'string',
  format: 'text',
  minLength: 1,
  maxLength,
  ...described(description),
})
/** Opinions and reasons: see `prose` of Shape. */
export const prose = (maxLength = 4000, description?: string): Shape<string> => ({
  ...text(maxLength, description),
  prose: true,
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
/** Lower-case hexadecimal SHA-256. */
export const digest = (description?: string): Shape<string> => ({
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  ...described(description),
})
/** An identifier of the directory: an organisation or a person. */
export const slug = <T extends string = string>(description?: string): Shape<T> => ({
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{0,62}$',
  ...described(description),
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

/** An object with exactly these fields: unknown ones are a problem, never dropped in silence. */
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

const problem = (pointer: string, code: ProblemCode, en: string, zh: string): ShapeProblem => ({
  pointer,
  code,
  en,
  zh,
})
const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** Every problem of `value` against `shape`; an empty list means it fits. Never throws, whatever the value. */
export function checkShape(shape: Shape<unknown>, value: unknown, pointer = ''): ShapeProblem[] {
  switch (shape.type) {
    case 'object':
      return checkObject(shape, value, pointer)
    case 'array':
      return checkArray(shape, value, pointer)
    case 'string':
      return checkString(shape, value, pointer)
    case 'integer':
      return checkInteger(shape, value, pointer)
    case 'boolean':
      return typeof value === 'boolean'
        ? []
        : [problem(pointer, 'invalid-type', 'must be true or false', '必须是布尔值')]
  }
}

function checkObject(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [problem(pointer, 'invalid-type', 'must be an object', '必须是对象')]
  }
  const properties = shape.properties ?? {}
  const given = value as Record<string, unknown>
  const missing = (shape.required ?? [])
    .filter((key) => !Object.hasOwn(given, key))
    .map((key) => problem(`${pointer}/${escapePointer(key)}`, 'missing-field', 'is required', '必填'))
  const fields = Object.keys(given).flatMap((key) => {
    const at = `${pointer}/${escapePointer(key)}`
    const field = Object.hasOwn(properties, key) ? properties[key] : undefined
    return field
      ? checkShape(field, given[key], at)
      : [problem(at, 'unknown-field', 'is not known here', '未知字段')]
  })
  return [...missing, ...fields]
}

function checkArray(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem[] {
  if (!Array.isArray(value)) return [problem(pointer, 'invalid-type', 'must be a list', '必须是列表')]
  const [low, high] = [shape.minItems ?? 0, shape.maxItems ?? 500]
  if (value.length < low) {
    return [problem(pointer, 'invalid-value', `must have at least ${low} item(s)`, `至少 ${low} 项`)]
  }
  if (value.length > high)
    return [problem(pointer, 'too-many', `must have at most ${high} items`, `最多 ${high} 项`)]
  const items = shape.items
  return items ? value.flatMap((item, index) => checkShape(items, item, `${pointer}/${index}`)) : []
}

function checkString(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem[] {
  if (typeof value !== 'string') return [problem(pointer, 'invalid-type', 'must be a string', '必须是字符串')]
  if (shape.enum && !shape.enum.includes(value)) {
    const known = shape.enum.join(', ')
    return [problem(pointer, 'invalid-value', `must be one of ${known}`, `只能是 ${known}`)]
  }
  if (shape.maxLength !== undefined && [...value].length > shape.maxLength) {
    return [
      problem(
        pointer,
        'too-long',
        `must have at most ${shape.maxLength} characters`,
        `最多 ${shape.maxLength} 字`,
      ),
    ]
  }
  if (shape.pattern !== undefined && !new RegExp(shape.pattern, 'u').test(value)) {
    return [problem(pointer, 'invalid-code', `must match ${shape.pattern}`, `格式须为 ${shape.pattern}`)]
  }
  return checkFormat(shape, value, pointer)
}

function checkInteger(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem[] {
  const money = shape.format === 'fen'
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || Object.is(value, -0)) {
    return money
      ? checkFormat(shape, value, pointer)
      : [problem(pointer, 'invalid-type', 'must be a whole number', '必须是整数')]
  }
  if (money) return checkFormat(shape, value, pointer)
  const [low, high] = [shape.minimum ?? Number.MIN_SAFE_INTEGER, shape.maximum ?? Number.MAX_SAFE_INTEGER]
  if (value >= low && value <= high) return []
  return [problem(pointer, 'invalid-value', `must be from ${low} to ${high}`, `须在 ${low} 到 ${high} 之间`)]
}

function checkFormat(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem[] {
  if (shape.format === undefined) return []
  const format = FORMATS[shape.format]
  return format.check(value)
    ? []
    : [problem(pointer, format.code, `must be ${format.en}`, `须为${format.zh}`)]
}
