/** Reads a YAML file that is a list of entries of one shape, and reports every fault with its line. */
import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  isCollection,
  isMap,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'

export interface Fault {
  file: string
  /** Null: the fault concerns the whole file. */
  line: number | null
  /** Its path, names and numbers separated by points; empty: the whole entry. */
  field: string
  says: string
}

export const placeOf = ({ file, line, field }: Omit<Fault, 'says'>): string =>
  [file, ...(line === null ? [] : [`line ${line}`]), ...(field === '' ? [] : [field])].join(', ')

/** One line for each, in the order of the files. */
export const faultReport = (faults: readonly Fault[]): string =>
  faults
    .toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0))
    .map((fault) => `  ${placeOf(fault)}: ${fault.says}`)
    .join('\n')

export interface Entry<T> {
  /** The value in the file, of any type. */
  given: unknown
  /** The same value if it fits the shape; otherwise null. */
  value: T | null
  /** A fault of one of its fields, by its JSON pointer. */
  fault(pointer: string, says: string): Fault
}

export interface YamlList<T> {
  /** Null: there is no list in the file. */
  entries: Entry<T>[] | null
  faults: Fault[]
}

export interface ListOf<T> {
  shape: Shape<T>
  /** Undefined: no limit. */
  maxBytes?: number
  mayBeEmpty?: boolean
}

/** Never throws, also if the file is missing or malformed. */
export function readList<T>(path: string, list: ListOf<T>): YamlList<T> {
  const file = basename(path)
  const nothing = (says: string): YamlList<T> => ({
    ...NO_LIST,
    faults: [{ file, line: null, field: '', says }],
  })
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return nothing(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  const { maxBytes = bytes.length } = list
  if (bytes.length > maxBytes) {
    return nothing(
      `has ${bytes.length} bytes, and at most ${maxBytes} are loaded: each case carries what is in force`,
    )
  }
  if (!isUtf8(bytes)) return nothing('is not UTF-8')
  try {
    return listIn(bytes.toString('utf8'), file, list)
  } catch (error) {
    // Aliases that expand without end throw.
    return nothing(`cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
}

const NO_LIST = { entries: null }

function listIn<T>(text: string, file: string, { shape, mayBeEmpty = false }: ListOf<T>): YamlList<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: true })
  const faultAt = (offset: number, field: string, says: string): Fault => {
    return { file, line: lines.linePos(offset).line, field, says }
  }
  const startOf = (node: unknown, instead: number): number => (node as Node | null)?.range?.[0] ?? instead
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ message, pos }) =>
      faultAt(pos[0], '', `is no valid YAML: ${message.split(/ at line \d+/)[0]}`),
    )
    return { ...NO_LIST, faults }
  }
  const { contents } = document
  if (!isSeq(contents)) return { ...NO_LIST, faults: [faultAt(startOf(contents, 0), '', 'must be a list')] }
  if (contents.items.length === 0 && !mayBeEmpty) {
    return { ...NO_LIST, faults: [faultAt(startOf(contents, 0), '', 'must not be empty')] }
  }
  const start = startOf(contents, 0)
  const faults: Fault[] = []
  const entries = contents.items.map((item): Entry<T> => {
    const given = withoutNulls((item as Node).toJS(document))
    const fault = (pointer: string, says: string): Fault => {
      const path = pointer.split('/').slice(1)
      return faultAt(startOf(nearest(item, path), startOf(item, start)), path.join('.'), says)
    }
    const problems = checkShape(shape, given)
    faults.push(...problems.map(({ pointer, en }) => fault(pointer, en)))
    return { given, value: problems.length > 0 ? null : (given as T), fault }
  })
  return { entries, faults }
}

/** A field that is null counts as left out. */
const withoutNulls = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))

/** The node at the path, or the nearest node above it. */
function nearest(item: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || !isCollection(item)) return item
  const inner = isMap(item) ? (item as YAMLMap).get(name, true) : (item as YAMLSeq).get(Number(name), true)
  return inner === undefined ? item : nearest(inner, rest)
}
