/**
 * How an act's content is written in a file, and the content itself. The shape of the act's body leads: where it
 * asks for money the file says 万元, where it asks for a digest the file names a document, and so on.
 */

import { bodyShapeOf } from '#domain/case/kind.ts'
import { type Fen, parseWan } from '#domain/values/money.ts'
import { DIGEST, isDigest, type Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import type { DocumentRegistry } from './document-registry.ts'
import type { Vocabulary } from './kind-rehearsal.ts'
import { shown } from './problem.ts'
import { wordIn } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

/** Stands for the content hash of the act that waits for a second signature: it is known only when the act is done. */
export const PENDING = 'pending'
const ANY_DIGEST = '0'.repeat(64)

/** Digests by the words that stand for them. */
export type LateDigests = Readonly<Record<string, string>>

/** `12,000.00 万元` in fen, or null. */
const fenOf = (text: string): number | null =>
  parseWan(
    text
      .replace(/\s*万元$/, '')
      .replaceAll(',', '')
      .trim(),
  )

/** An amount in fen; undefined where it is none. */
export function amountIn(place: Place, { source }: { source: YamlSource }): Fen | undefined {
  const text = source.text(place, 'an amount such as “12,000.00 万元”')
  const amount = text === undefined ? null : fenOf(text)
  if (text !== undefined && amount === null) source.fail(place, 'an amount such as “12,000.00 万元”')
  return amount === null ? undefined : (amount as Fen)
}

export interface BodyReading extends Pick<Vocabulary, 'kind' | 'own'> {
  source: YamlSource
  registry: DocumentRegistry
  /** What it says where the file does not. */
  defaults(given: Readonly<Record<string, unknown>>): object
}

/** The body of an act; problems are collected in the source. */
export function bodyFrom(place: Place, verb: string, reading: BodyReading): unknown {
  const { source, kind, defaults } = reading
  const shape = bodyShapeOf(kind, verb)
  const places = new Map<string, Place>()
  const reader = new BodyReader(places, reading)
  const given = place.node === null ? {} : reader.read(shape, place, '')
  const body = isRecord(given) ? { ...defaults(given), ...given } : given
  if (reader.failed) return body
  for (const { pointer, en } of checkShape(shape, withPlaceholders(body))) {
    const at = nearestPlace(places, pointer) ?? place
    const field = pointer.split('/').at(-1)
    source.fail(at, `“${field}” ${en}`, shown(valueAt(body, pointer)))
  }
  return body
}

/** The body with the digests that are known by now. */
export function resolved(body: unknown, known: LateDigests): unknown {
  return replacedDigests(body, (word) => known[word] ?? ANY_DIGEST)
}

const withPlaceholders = (body: unknown): unknown => resolved(body, {})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function replacedDigests(value: unknown, digestFor: (word: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => replacedDigests(item, digestFor))
  if (value instanceof Placeholder) return digestFor(value.word)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replacedDigests(item, digestFor)]),
  )
}

class Placeholder {
  readonly word: string

  constructor(word: string) {
    this.word = word
  }
}

class BodyReader {
  failed = false
  private readonly source: YamlSource
  private readonly places: Map<string, Place>
  private readonly registry: DocumentRegistry
  private readonly kind: BodyReading['kind']
  private readonly own: BodyReading['own']

  constructor(places: Map<string, Place>, { source, registry, kind, own }: BodyReading) {
    this.source = source
    this.places = places
    this.registry = registry
    this.kind = kind
    this.own = own
  }

  read(shape: Shape<unknown>, place: Place, pointer: string): unknown {
    this.places.set(pointer, place)
    if (shape.type === 'object') return this.object(shape, place, pointer)
    if (shape.type === 'array') return this.list(shape, place, pointer)
    if (shape.format === 'fen') return this.money(place)
    if (wantsDigest(shape)) return this.digest(place)
    if (this.isStage(shape)) return this.stage(place)
    return shape.type === 'string'
      ? (this.source.text(place, 'a text') ?? this.wrong())
      : this.source.value(place)
  }

  private object(shape: Shape<unknown>, place: Place, pointer: string): unknown {
    const properties = shape.properties ?? {}
    const fields = this.source.entries(place, 'fields').map(([key, value]) => {
      const name = fieldNamed(properties, key)
      const field = name === undefined ? undefined : properties[name]
      if (name !== undefined && field) return [name, this.read(field, value, `${pointer}/${name}`)]
      const known = Object.keys(properties).map((property) => property.replace(/Fen$/, ''))
      this.source.fail(value, known.length > 0 ? `one of ${known.join(', ')}` : 'no content', shown(key))
      return [key, this.wrong()]
    })
    return Object.fromEntries(fields)
  }

  private list(shape: Shape<unknown>, place: Place, pointer: string): unknown {
    const item = shape.items
    if (!item) return this.source.value(place)
    const { shortList } = this.own
    if (shortList?.has(item)) return shortList.read(this.source, place)
    if (isDocument(item) && this.source.isMap(place)) return this.documents(item, place, pointer)
    return this.source.items(place, 'a list').map((one, index) => {
      const at = `${pointer}/${index}`
      if (isDocument(item) && this.source.isText(one))
        return this.document(this.source.text(one, ''), one, at)
      return this.read(item, one, at)
    })
  }

  /** `{ stageDocument: 可行性研究报告.pdf }`, or with more about it: `{ stageDocument: { file: …, … } }`. */
  private documents(item: Shape<unknown>, place: Place, pointer: string): unknown {
    return this.source.entries(place, 'documents').map(([kind, value], index) => {
      const at = `${pointer}/${index}`
      this.places.set(at, value)
      if (this.source.isText(value)) {
        return {
          kind,
          digest: this.registry.digestOf(this.source.text(value, 'the name of a document') ?? ''),
        }
      }
      const { file, ...more } = (this.source.value(value) ?? {}) as Record<string, unknown>
      for (const key of Object.keys(more)) {
        if (!item.properties?.[key]) this.source.fail(value, 'file and what the kind asks for', shown(key))
      }
      return { kind, digest: this.registry.digestOf(String(file)), ...more }
    })
  }

  private document(kind: string | undefined, place: Place, pointer: string): unknown {
    this.places.set(pointer, place)
    return { kind, digest: this.registry.digestOf(kind ?? '') }
  }

  private money(place: Place): unknown {
    return amountIn(place, { source: this.source }) ?? this.wrong()
  }

  private digest(place: Place): unknown {
    if (this.source.isMap(place)) {
      const { file } = this.source.fields(place, { file: { zh: '文件' } }, 'a file')
      const name = file && this.source.text(file, 'the name of a document')
      return name === undefined ? this.wrong() : this.registry.digestOf(name)
    }
    const text = this.source.text(place, 'a document, such as {file: 委托书}')
    const later = [...Object.keys(this.own.lateDigests ?? {}), PENDING]
    if (text !== undefined && later.includes(text)) return new Placeholder(text)
    if (text !== undefined && isDigest(text)) return text
    if (text !== undefined) this.source.fail(place, `{file: …}, ${later.join(', ')} or a SHA-256`)
    return this.wrong()
  }

  /** One of the stages of its kind, and nothing else. */
  private isStage({ enum: words }: Shape<unknown>): boolean {
    return words?.every((word) => Object.hasOwn(this.kind.stages, word)) === true
  }

  private stage(place: Place): unknown {
    const text = this.source.text(place, 'a stage')
    return text === undefined ? this.wrong() : (wordIn(this.kind.stages, text) ?? text)
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

/** `investment` says `investmentFen`: in a file amounts are never in fen. */
function fieldNamed(properties: Readonly<Record<string, unknown>>, key: string): string | undefined {
  return [key, `${key}Fen`].find((name) => Object.hasOwn(properties, name))
}

function nearestPlace(places: ReadonlyMap<string, Place>, pointer: string): Place | undefined {
  const parts = pointer.split('/')
  for (let length = parts.length; length > 0; length -= 1) {
    const place = places.get(parts.slice(0, length).join('/'))
    if (place?.node) return place
  }
  return undefined
}

const valueAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
