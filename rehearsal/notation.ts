/** The content of an act as a file writes it, and what replaces it where the file is included. */
import { bodyShapeOf } from '#domain/case/kind.ts'
import type { Shape } from '#domain/values/shape.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { ContentReader, type ContentReading } from './content-reader.ts'
import { fieldsOf } from './field-words.ts'
import { resolved } from './late-digests.ts'
import { shown } from './problem.ts'
import { named } from './words.ts'
import type { Place } from './yaml-source.ts'

export interface BodyReading extends ContentReading {
  /** What replaces what it says. */
  overlays: readonly Overlay[]
  /** What it says where the file does not. */
  defaults(given: Readonly<Record<string, unknown>>): object
}

/** Fields that replace those of an act in an included file, wherever it says them. */
export interface Overlay {
  fields: { name: string; value: unknown; place: Place; used: boolean }[]
}

/** The body of an act; problems are collected in the source. */
export function bodyFrom(place: Place, verb: string, reading: BodyReading): unknown {
  const { kind, defaults, overlays } = reading
  const shape = bodyShapeOf(kind, verb)
  const { value: given, places } = contentFrom(place, shape, reading)
  if (given === undefined) return undefined
  const changed = (content: Record<string, unknown>) => replaced(content, verb, kind, overlays)
  const body = isRecord(given) ? changed({ ...defaults(changed(given)), ...given }) : given
  checked(body, { shape, places, place }, reading)
  return body
}

/** Content for the acts of this verb in other files, as far as it goes. */
export function overlayFrom(place: Place, verb: string, reading: ContentReading): Overlay {
  const { required: _all, ...shape } = bodyShapeOf(reading.kind, verb)
  const { value, places } = contentFrom(place, shape, reading)
  if (!isRecord(value)) return { fields: [] }
  checked(value, { shape, places, place }, reading)
  const fields = Object.entries(value).map(([name, one]) => ({
    ...{ name, value: one, used: false },
    place: places.get(`/${name}`) ?? place,
  }))
  return { fields }
}

/** Undefined when the file does not make sense there. */
function contentFrom(
  place: Place,
  shape: Shape<unknown>,
  reading: ContentReading,
): { value: unknown; places: ReadonlyMap<string, Place> } {
  const places = new Map<string, Place>()
  const reader = new ContentReader(places, reading)
  const value = place.node === null ? {} : reader.read(shape, place, '')
  return { value: reader.failed ? undefined : value, places }
}

/** A content that is not of its shape is a mistake at the nearest place that the file has. */
function checked(
  body: unknown,
  { shape, places, place }: { shape: Shape<unknown>; places: ReadonlyMap<string, Place>; place: Place },
  reading: Pick<BodyReading, 'source' | 'own'>,
): void {
  for (const { pointer, zh, en } of checkShape(shape, resolved(body, {}))) {
    const at = nearestPlace(places, pointer) ?? place
    const field = pointer.split('/').at(-1)?.replace(/Fen$/, '') ?? ''
    const name = named(fieldsOf({ [field]: shape }, reading), field)
    const expected = { zh: `“${name.zh}”${zh}`, en: `“${name.en}” ${en}` }
    reading.source.fail(at, expected, shown(valueAt(body, pointer)))
  }
}

/** Only acts of the verb that opens a case are replaced; the outermost file has the last word. */
function replaced(
  body: Record<string, unknown>,
  verb: string,
  kind: BodyReading['kind'],
  overlays: readonly Overlay[],
): Record<string, unknown> {
  if (verb !== kind.opensBy) return body
  const changed = { ...body }
  for (const field of overlays.flatMap(({ fields }) => fields)) {
    if (!Object.hasOwn(body, field.name)) continue
    changed[field.name] = field.value
    field.used = true
  }
  return changed
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
