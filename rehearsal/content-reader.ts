/**
 * Reads the content of an act. The shape of its body leads: where it asks for money the file writes an amount, where it asks
 * for a digest the file names a document, and so on.
 */
import { DIGEST, isDigest, isSlug, type Shape } from '#domain/values/shape.ts'
import { amountIn } from './amount-notation.ts'
import { choicesOf, wordsFor } from './choice-words.ts'
import type { DocumentRegistry } from './document-registry.ts'
import { fieldsOf } from './field-words.ts'
import type { Vocabulary } from './kind-rehearsal.ts'
import { LateDigest, PENDING } from './late-digests.ts'
import { shown, type Titles } from './problem.ts'
import { organisationNamed, personNamed } from './read-party.ts'
import type { ReferenceDirectory } from './reference-directory.ts'
import { type Words, wordIn, wordsOf } from './words.ts'
import { keyOf, type Place, type YamlSource } from './yaml-source.ts'

const FILE_WORD = { file: { zh: '文件' } } as const
const DOCUMENTS: Titles = { zh: '文件', en: 'documents' }
const A_DOCUMENT: Titles = { zh: '文件名', en: 'the name of a document' }
const NAMED_DOCUMENT: Titles = { zh: '文件，例如 {文件: 委托书}', en: 'a document, such as {file: 委托书}' }
const PENDING_WORD = { zh: '待签' }

export interface ContentReading extends Pick<Vocabulary, 'kind' | 'own'> {
  source: YamlSource
  registry: DocumentRegistry
  directory: ReferenceDirectory
}

/** Notes where each field stands; problems are collected in the source. */
export class ContentReader {
  failed = false
  private readonly source: YamlSource
  private readonly places: Map<string, Place>
  private readonly registry: DocumentRegistry
  private readonly reading: ContentReading
  private readonly choices: readonly Words<string>[]

  constructor(places: Map<string, Place>, reading: ContentReading) {
    this.source = reading.source
    this.places = places
    this.registry = reading.registry
    this.reading = reading
    this.choices = choicesOf(reading)
  }

  read(shape: Shape<unknown>, place: Place, pointer: string): unknown {
    this.places.set(pointer, place)
    if (shape.type === 'object') return this.object(shape, place, pointer)
    if (shape.type === 'array') return this.list(shape, place, pointer)
    if (shape.format === 'fen') return this.money(place)
    if (wantsDigest(shape)) return this.digest(place)
    return shape.type === 'string' ? this.text(shape, place) : this.source.value(place)
  }

  private object(shape: Shape<unknown>, place: Place, pointer: string): unknown {
    const properties = shape.properties ?? {}
    const words = fieldsOf(properties, this.reading)
    const read = new Map<string, unknown>()
    for (const [key, value] of this.source.entries(place, { zh: '字段', en: 'fields' })) {
      const name = fieldNamed(properties, words, key)
      const field = name === undefined ? undefined : properties[name]
      if (name === undefined || !field) this.noField(words, key, value)
      else if (read.has(name)) this.source.twice(value, { zh: key, en: key })
      else read.set(name, this.read(field, value, `${pointer}/${name}`))
    }
    return Object.fromEntries(read)
  }

  private noField(words: Words<string>, key: string, value: Place): void {
    if (Object.keys(words).length > 0) this.source.unknown(keyOf(value), key, words)
    else this.source.fail(keyOf(value), { zh: '不写内容', en: 'no content' }, shown(key))
    this.wrong()
  }

  private list(shape: Shape<unknown>, place: Place, pointer: string): unknown {
    const item = shape.items
    if (!item) return this.source.value(place)
    const { shortList } = this.reading.own
    if (shortList?.has(item)) return shortList.read(this.source, place)
    if (isDocument(item) && this.source.isMap(place)) return this.documents(item, place, pointer)
    return this.source.items(place, { zh: '列表', en: 'a list' }).map((one, index) => {
      const at = `${pointer}/${index}`
      return isDocument(item) && this.source.isText(one)
        ? this.document(item, one, at)
        : this.read(item, one, at)
    })
  }

  /** `{ stageDocument: 可行性研究报告.pdf }`, or with more about it: `{ stageDocument: { file: …, … } }`. */
  private documents(item: Shape<unknown>, place: Place, pointer: string): unknown {
    const { kind: kinds, digest: _digest, ...others } = item.properties ?? {}
    const words = fieldsOf(others, this.reading)
    return this.source.entries(place, DOCUMENTS).map(([written, value], index) => {
      const at = `${pointer}/${index}`
      this.places.set(at, value)
      const kind = this.choice(kinds, written)
      if (this.source.isText(value)) {
        return { kind, digest: this.registry.digestOf(this.source.text(value, A_DOCUMENT) ?? '') }
      }
      const given = this.source.entries(value, DOCUMENTS)
      const [, file] = given.find(([key]) => wordIn(FILE_WORD, key)) ?? []
      const name = file ? this.source.text(file, A_DOCUMENT) : this.source.fail(value, NAMED_DOCUMENT)
      const more = given
        .filter(([, one]) => one !== file)
        .map(([key, one]) => {
          const field = fieldNamed(others, words, key)
          const shape = field === undefined ? undefined : others[field]
          if (field !== undefined && shape) return [field, this.read(shape, one, `${at}/${field}`)]
          this.source.unknown(keyOf(one), key, { ...FILE_WORD, ...words })
          return [key, this.wrong()]
        })
      return { kind, digest: this.registry.digestOf(name ?? ''), ...Object.fromEntries(more) }
    })
  }

  /** Of a kind alone: a document whose name does not matter. */
  private document(item: Shape<unknown>, place: Place, pointer: string): unknown {
    this.places.set(pointer, place)
    const kind = this.choice(item.properties?.kind, this.source.text(place, DOCUMENTS) ?? '')
    return { kind, digest: this.registry.digestOf(kind) }
  }

  /** The word of a fixed list that `text` is in either language; anything else stays as it is. */
  private choice(shape: Shape<unknown> | undefined, text: string): string {
    return wordIn(wordsFor(shape, this.choices) ?? {}, text) ?? text
  }

  /** A word of a fixed list, somebody of the directory, or any text. */
  private text(shape: Shape<unknown>, place: Place): unknown {
    const text = this.source.text(place, { zh: '文本', en: 'a text' })
    if (text === undefined) return this.wrong()
    const words = wordsFor(shape, this.choices)
    if (words) return wordIn(words, text) ?? this.source.unknown(place, text, words) ?? this.wrong()
    const { refersTo } = shape
    return refersTo === 'person' || refersTo === 'organisation' ? this.party(refersTo, text, place) : text
  }

  /** A code may be of nobody: that is for the API to refuse. */
  private party(refersTo: 'person' | 'organisation', name: string, place: Place): unknown {
    const { source, directory } = this.reading
    if (isSlug(name)) return name
    const find = refersTo === 'person' ? personNamed : organisationNamed
    return find(name, place, { source, directory })?.id ?? this.wrong()
  }

  private money(place: Place): unknown {
    return amountIn(place, { source: this.source }) ?? this.wrong()
  }

  private digest(place: Place): unknown {
    if (this.source.isMap(place)) {
      const { file } = this.source.fields(place, FILE_WORD, { zh: '文件', en: 'a file' })
      const name = file && this.source.text(file, A_DOCUMENT)
      return name === undefined ? this.wrong() : this.registry.digestOf(name)
    }
    const text = this.source.text(place, NAMED_DOCUMENT)
    const later = { ...this.reading.own.lateDigests, [PENDING]: PENDING_WORD }
    const word = text === undefined ? undefined : wordIn(later, text)
    if (word !== undefined) return new LateDigest(word)
    if (text !== undefined && isDigest(text)) return text
    const words = wordsOf(later)
    const expected = {
      zh: `{文件: …}、${words.zh}或 SHA-256`,
      en: `{file: …}, ${Object.keys(later).join(', ')} or a SHA-256`,
    }
    if (text !== undefined) this.source.fail(place, expected)
    return this.wrong()
  }

  private wrong(): undefined {
    this.failed = true
    return undefined
  }
}

const wantsDigest = ({ pattern }: Shape<unknown>): boolean => pattern === DIGEST.source

/** A kind and a digest: files of an application, documents of an acceptance. */
const isDocument = ({ properties }: Shape<unknown>): boolean =>
  properties?.kind !== undefined && properties.digest !== undefined

/** `investment` and 投资额 say `investmentFen`: in a file amounts are never in fen. */
function fieldNamed(properties: object, words: Words<string>, key: string): string | undefined {
  const name = wordIn(words, key) ?? key
  return [name, `${name}Fen`].find((one) => Object.hasOwn(properties, one))
}
