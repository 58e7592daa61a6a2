/** YAML with positions: every value that is read knows where it stands, and every problem is collected. */
import { isDeepStrictEqual } from 'node:util'
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml'
import { FEN_UNITS } from './amount-notation.ts'
import { type FileProblem, type Spot, shown, type Titles, UnreadableFile } from './problem.ts'
import { meant, nearest, type Words, wordIn, wordsOf } from './words.ts'
import { YAML_MISTAKES } from './yaml-mistakes.ts'

/** A value in the file. */
export interface Place {
  node: Node | null
  spot: Spot
  /** Of a value under a key: where the key stands. */
  key?: Spot
}

/** The key of a value, for what is wrong with it. */
export const keyOf = (place: Place): Place => ({ ...place, spot: place.key ?? place.spot })

const REST_OF_AMOUNT = new RegExp(`^\\d{3}(\\.\\d+)?( ?(${FEN_UNITS.join('|')}))?$`)

/** What stands under a word that only the kind of case tells. */
export const under = (fields: Readonly<Partial<Record<string, Place>>>, word: string): Place | undefined =>
  fields[word]

export class YamlSource {
  readonly file: string
  readonly root: Place
  private readonly document: Document
  private readonly lines = new LineCounter()
  private readonly problems: FileProblem[]

  /** Problems of several files that are read together are collected in one list. */
  constructor(file: string, text: string, problems: FileProblem[] = []) {
    this.file = file
    this.problems = problems
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true, uniqueKeys: true })
    for (const { message, code, pos } of this.document.errors) {
      const [cause = message] = message.split(/ at line \d+/)
      const found = { zh: `${YAML_MISTAKES[code] ?? code}`, en: `a mistake (${cause})` }
      const expected = { zh: '合乎格式的 YAML', en: 'valid YAML' }
      this.problems.push({ spot: this.spotAt(pos[0]), expected, found })
    }
    this.root = this.placeOf(this.document.contents, { file, line: 1, column: 1 })
    this.end()
  }

  /** Throws when any problem was found so far. */
  end(): void {
    if (this.problems.length === 0) return
    // In the order of the files, and within one from top to bottom.
    const files = [...new Set(this.problems.map(({ spot }) => spot.file))]
    throw new UnreadableFile(
      this.problems.toSorted(
        (a, b) =>
          files.indexOf(a.spot.file) - files.indexOf(b.spot.file) ||
          a.spot.line - b.spot.line ||
          a.spot.column - b.spot.column,
      ),
    )
  }

  fail(place: Place, expected: Titles, found: Titles = this.describe(place), near?: Titles): undefined {
    const problem = { spot: place.spot, expected, found, near }
    // A file that is included twice has each of its mistakes once.
    if (!this.problems.some((known) => isDeepStrictEqual(known, problem))) this.problems.push(problem)
    return undefined
  }

  /** No such word is known. Of many words, those that look most like it are named, and `what` says what they are. */
  unknown(place: Place, text: string, words: Words<string>, what?: Titles): undefined {
    const known = what ? nearest(words, text) : wordsOf(words)
    const expected = what
      ? { zh: `${what.zh}，例如${known.zh}`, en: `${what.en} such as ${known.en}` }
      : { zh: `下列之一：${known.zh}`, en: `one of ${known.en}` }
    return this.fail(place, expected, shown(text), meant(words, text))
  }

  isMap = ({ node }: Place): boolean => isMap(node)
  isList = ({ node }: Place): boolean => isSeq(node)
  isText = ({ node }: Place): boolean => isScalar(node) && typeof node.value === 'string'

  /** The entries of a mapping as written, in order; a problem when it is none. */
  entries(place: Place, what: Titles): [key: string, value: Place][] {
    if (!isMap(place.node)) {
      this.fail(place, what)
      return []
    }
    const merged = new Map<string, Place>()
    const own = place.node.items.flatMap((pair): [string, Place][] => {
      const { key, value } = pair as { key: Node; value: Node | null }
      const keySpot = this.spotOf(key) ?? place.spot
      const at = { ...this.placeOf(value, keySpot), key: keySpot }
      if (!isScalar(key)) return []
      if (key.source !== '<<') return [[this.keyText(key, at), at]]
      for (const [name, inner] of this.entries(at, what)) merged.set(name, inner)
      return []
    })
    for (const [name] of own) merged.delete(name)
    return [...merged, ...own]
  }

  /** In YAML a comma inside {…} ends a value: the rest of an amount then looks like a key. */
  private keyText(key: Scalar, place: Place): string {
    const text = String(key.value)
    if (REST_OF_AMOUNT.test(text)) {
      const expected = {
        zh: "{…} 内带千位分隔的金额须加引号，例如 '12,000.00 万元'",
        en: "quotes around an amount with commas inside {…}, such as '12,000.00 万元'",
      }
      this.fail(place, expected, shown(text))
    }
    return text
  }

  /** The fields of a mapping by their English words; a key that nothing reads is a problem. */
  fields<K extends string>(place: Place, words: Words<K>, what: Titles): Partial<Record<K, Place>> {
    const fields: Partial<Record<K, Place>> = {}
    for (const [key, value] of this.entries(place, what)) {
      const word = wordIn(words, key)
      if (word === undefined) this.unknown(keyOf(value), key, words)
      else if (fields[word]) this.twice(value, { zh: words[word].zh, en: word })
      else fields[word] = value
    }
    return fields
  }

  /** A key says in another language what one has said before. */
  twice(value: Place, { zh, en }: Titles): void {
    const once = { zh: `“${zh}”只写一次`, en: `“${en}” once` }
    this.fail(keyOf(value), once, { zh: '两次', en: 'it twice' })
  }

  items(place: Place, what: Titles): Place[] {
    if (!isSeq(place.node)) {
      this.fail(place, what)
      return []
    }
    return place.node.items.map((item) => this.placeOf(item as Node | null, place.spot))
  }

  /** A text as the file has it, also where YAML would read a number: `12000.00` keeps its decimals. */
  text(place: Place, what: Titles): string | undefined {
    const { node } = place
    if (!isScalar(node) || node.value === null) return this.fail(place, what)
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
  }

  /** The plain value, whatever it is. */
  value({ node }: Place): unknown {
    return node === null ? null : (node.toJS(this.document) as unknown)
  }

  private describe(place: Place): Titles {
    return shown(this.value(place))
  }

  private placeOf(node: Node | null, fallback: Spot): Place {
    const spot = (node && this.spotOf(node)) ?? fallback
    if (isAlias(node)) return { node: node.resolve(this.document) ?? null, spot }
    return { node, spot }
  }

  private spotOf(node: Node): Spot | undefined {
    return node.range ? this.spotAt(node.range[0]) : undefined
  }

  private spotAt(offset: number): Spot {
    const { line, col } = this.lines.linePos(offset)
    return { file: this.file, line, column: col }
  }
}
