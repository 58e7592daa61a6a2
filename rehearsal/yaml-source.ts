/** YAML with line numbers: every value that is read knows where it stands, and every problem is collected. */
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
import { type FileProblem, shown, UnreadableFile } from './problem.ts'
import { type Words, wordIn, wordsOf } from './words.ts'

/** A value in the file. */
export interface Place {
  node: Node | null
  line: number
}

/** What stands under a word that only the kind of case tells. */
export const under = (fields: Readonly<Partial<Record<string, Place>>>, word: string): Place | undefined =>
  fields[word]

export class YamlSource {
  readonly file: string
  readonly root: Place
  private readonly document: Document
  private readonly lines = new LineCounter()
  private readonly problems: FileProblem[] = []

  constructor(file: string, text: string) {
    this.file = file
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true, uniqueKeys: true })
    for (const { message, pos } of this.document.errors) {
      const [cause = message] = message.split(/ at line \d+/)
      this.problems.push({ line: this.lineAt(pos[0]), expected: 'valid YAML', found: `a mistake (${cause})` })
    }
    this.root = this.placeOf(this.document.contents, 1)
    this.end()
  }

  /** Throws when any problem was found so far. */
  end(): void {
    if (this.problems.length === 0) return
    throw new UnreadableFile(
      this.file,
      this.problems.toSorted((a, b) => a.line - b.line),
    )
  }

  fail(place: Place, expected: string, found: string = this.describe(place)): undefined {
    this.problems.push({ line: place.line, expected, found })
    return undefined
  }

  isMap = ({ node }: Place): boolean => isMap(node)
  isList = ({ node }: Place): boolean => isSeq(node)
  isText = ({ node }: Place): boolean => isScalar(node) && typeof node.value === 'string'

  /** The entries of a mapping as written, in order; a problem when it is none. */
  entries(place: Place, what: string): [key: string, value: Place][] {
    if (!isMap(place.node)) {
      this.fail(place, what)
      return []
    }
    const merged = new Map<string, Place>()
    const own = place.node.items.flatMap((pair): [string, Place][] => {
      const { key, value } = pair as { key: Node; value: Node | null }
      const at = this.placeOf(value, this.lineOf(key) ?? place.line)
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
    if (/^\d{3}(\.\d+)?( 万元)?$/.test(text)) {
      this.fail(
        place,
        "quotes around an amount with commas inside {…}, such as '12,000.00 万元'",
        shown(text),
      )
    }
    return text
  }

  /** The fields of a mapping by their English words; a key that nothing reads is a problem. */
  fields<K extends string>(place: Place, words: Words<K>, what: string): Partial<Record<K, Place>> {
    const fields: Partial<Record<K, Place>> = {}
    for (const [key, value] of this.entries(place, what)) {
      const word = wordIn(words, key)
      if (word === undefined) this.fail(value, `one of ${wordsOf(words)}`, shown(key))
      else if (fields[word]) this.fail(value, `“${word}” once`, 'it twice')
      else fields[word] = value
    }
    return fields
  }

  items(place: Place, what: string): Place[] {
    if (!isSeq(place.node)) {
      this.fail(place, what)
      return []
    }
    return place.node.items.map((item) => this.placeOf(item as Node | null, place.line))
  }

  /** A text as the file has it, also where YAML would read a number: `12000.00` keeps its decimals. */
  text(place: Place, what: string): string | undefined {
    const { node } = place
    if (!isScalar(node) || node.value === null) return this.fail(place, what)
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
  }

  /** The plain value, whatever it is. */
  value({ node }: Place): unknown {
    return node === null ? null : (node.toJS(this.document) as unknown)
  }

  private describe(place: Place): string {
    return shown(this.value(place))
  }

  private placeOf(node: Node | null, fallbackLine: number): Place {
    const line = (node && this.lineOf(node)) ?? fallbackLine
    if (isAlias(node)) return { node: node.resolve(this.document) ?? null, line }
    return { node, line }
  }

  private lineOf(node: Node): number | undefined {
    return node.range ? this.lineAt(node.range[0]) : undefined
  }

  private lineAt(offset: number): number {
    return this.lines.linePos(offset).line
  }
}
