/** Checks values against shapes: the API, the wire and the rules use the same checker. */
import { FORMATS, type ProblemCode, type Shape } from './shape.ts'

/** What is wrong with one field. `pointer` is an RFC 6901 JSON pointer into the value that was checked. */
export interface ShapeProblem {
  pointer: string
  code: ProblemCode
  en: string
  zh: string
}

/** The check stops after so many problems of one message: a hostile message could have 100,000. */
export const PROBLEMS_MAX = 50
const POINTER_LENGTH_MAX = 200

const problem = (pointer: string, code: ProblemCode, en: string, zh: string): ShapeProblem => ({
  pointer: pointer.length > POINTER_LENGTH_MAX ? `${pointer.slice(0, POINTER_LENGTH_MAX)}…` : pointer,
  code,
  en,
  zh,
})
const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * The problems of `value` against `shape`, at most `PROBLEMS_MAX`; an empty list means it fits. Never throws,
 * whatever the value.
 */
export function checkShape(shape: Shape<unknown>, value: unknown): ShapeProblem[] {
  const found: ShapeProblem[] = []
  check(shape, value, { pointer: '', found })
  return found
}

interface Place {
  pointer: string
  /** Every problem so far, of the whole value. */
  found: ShapeProblem[]
}

const isFull = ({ found }: Place): boolean => found.length >= PROBLEMS_MAX

function check(shape: Shape<unknown>, value: unknown, at: Place): void {
  switch (shape.type) {
    case 'object':
      checkObject(shape, value, at)
      break
    case 'array':
      checkArray(shape, value, at)
      break
    case 'string':
      add(at, stringProblem(shape, value, at.pointer))
      break
    case 'integer':
      add(at, integerProblem(shape, value, at.pointer))
      break
    case 'boolean':
      add(at, booleanProblem(value, at.pointer))
  }
}

const booleanProblem = (value: unknown, pointer: string): ShapeProblem | null =>
  typeof value === 'boolean'
    ? null
    : problem(pointer, 'invalid-type', 'must be true or false', '必须是布尔值')

function add(at: Place, found: ShapeProblem | null): void {
  if (found && !isFull(at)) at.found.push(found)
}

function checkObject(shape: Shape<unknown>, value: unknown, at: Place): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    add(at, problem(at.pointer, 'invalid-type', 'must be an object', '必须是对象'))
    return
  }
  const properties = shape.properties ?? {}
  const given = value as Record<string, unknown>
  for (const key of shape.required ?? []) {
    if (!Object.hasOwn(given, key)) {
      add(at, problem(`${at.pointer}/${escapePointer(key)}`, 'missing-field', 'is required', '必填'))
    }
  }
  for (const key in given) {
    if (isFull(at)) return
    const pointer = `${at.pointer}/${escapePointer(key)}`
    const field = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (field) check(field, given[key], { ...at, pointer })
    else add(at, problem(pointer, 'unknown-field', 'is not known here', '未知字段'))
  }
}

function checkArray(shape: Shape<unknown>, value: unknown, at: Place): void {
  const wrong = lengthProblem(shape, value, at.pointer)
  add(at, wrong)
  if (wrong || !shape.items) return
  for (const [index, item] of (value as unknown[]).entries()) {
    if (isFull(at)) return
    check(shape.items, item, { ...at, pointer: `${at.pointer}/${index}` })
  }
}

function lengthProblem(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem | null {
  if (!Array.isArray(value)) return problem(pointer, 'invalid-type', 'must be a list', '必须是列表')
  const [low, high] = [shape.minItems ?? 0, shape.maxItems ?? 500]
  if (value.length < low) {
    return problem(pointer, 'invalid-value', `must have at least ${low} item(s)`, `至少 ${low} 项`)
  }
  return value.length > high
    ? problem(pointer, 'too-many', `must have at most ${high} items`, `最多 ${high} 项`)
    : null
}

function stringProblem(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem | null {
  if (typeof value !== 'string') return problem(pointer, 'invalid-type', 'must be a string', '必须是字符串')
  if (shape.enum && !shape.enum.includes(value)) {
    const known = shape.enum.join(', ')
    return problem(pointer, 'invalid-value', `must be one of ${known}`, `只能是 ${known}`)
  }
  if (shape.maxLength !== undefined && isLonger(value, shape.maxLength)) {
    const [en, zh] = [`must have at most ${shape.maxLength} characters`, `最多 ${shape.maxLength} 字`]
    return problem(pointer, 'too-long', en, zh)
  }
  if (shape.pattern !== undefined && !new RegExp(shape.pattern, 'u').test(value)) {
    return problem(pointer, 'invalid-code', `must match ${shape.pattern}`, `格式须为 ${shape.pattern}`)
  }
  return formatProblem(shape, value, pointer)
}

/** Counts characters: one character is up to two UTF-16 units of a string. */
const isLonger = (value: string, max: number): boolean =>
  value.length > 2 * max || (value.length > max && [...value].length > max)

function integerProblem(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem | null {
  const money = shape.format === 'fen'
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || Object.is(value, -0)) {
    return money
      ? formatProblem(shape, value, pointer)
      : problem(pointer, 'invalid-type', 'must be a whole number', '必须是整数')
  }
  if (money) return formatProblem(shape, value, pointer)
  const [low, high] = [shape.minimum ?? Number.MIN_SAFE_INTEGER, shape.maximum ?? Number.MAX_SAFE_INTEGER]
  if (value >= low && value <= high) return null
  return problem(pointer, 'invalid-value', `must be from ${low} to ${high}`, `须在 ${low} 到 ${high} 之间`)
}

function formatProblem(shape: Shape<unknown>, value: unknown, pointer: string): ShapeProblem | null {
  if (shape.format === undefined) return null
  const format = FORMATS[shape.format]
  return format.check(value)
    ? null
    : problem(pointer, format.code, `must be ${format.en}`, `须为${format.zh}`)
}
