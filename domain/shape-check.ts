/** Checking values against shapes. One checker for the API, the wire and the rules. */
import { FORMATS, type ProblemCode, type Shape } from './shape.ts'

/** What is wrong with one field. `pointer` is an RFC 6901 JSON pointer into the value that was checked. */
export interface ShapeProblem {
  pointer: string
  code: ProblemCode
  en: string
  zh: string
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
