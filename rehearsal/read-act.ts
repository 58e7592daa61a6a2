/** Reading who does what: an act with its content, or an upload. */

import { bodyShapeOf } from '#domain/case/kind.ts'
import { ROLES } from '#domain/values/directory.ts'
import { DOER_WORDS, type StepKey } from './file-words.ts'
import { bodyFrom } from './notation.ts'
import { shown } from './problem.ts'
import type { StepReading } from './read-step.ts'
import { doerOf } from './reference-directory.ts'
import { type Doer, type PlannedAct, type PlannedUpload, ROUTES } from './rehearsal.ts'
import { uploadIn } from './upload-notation.ts'
import { nearest, wordIn, wordsOf } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export type StepFields = Partial<Record<StepKey, Place>>

/** Null when nothing is uploaded; undefined when the file makes no sense. */
export function uploadedIn(
  step: Place,
  fields: StepFields,
  reading: StepReading,
): PlannedUpload | null | undefined {
  if (!fields.upload) return null
  if (fields.do) return reading.source.fail(fields.upload, 'either “do” (事项) or “upload” (上传)', 'both')
  if (!fields.by) return reading.source.fail(step, '“by” (办理人) next to “upload”', 'none')
  const by = doerIn(fields.by, reading, null)
  return by && uploadIn(fields.upload, by, reading)
}

/** Null when only the clock acts; undefined when the file makes no sense. */
export function actIn(step: Place, fields: StepFields, reading: StepReading): PlannedAct | null | undefined {
  const { source } = reading
  if (!fields.do) {
    for (const key of ['by', 'with', 'second', 'via', 'forged'] as const) {
      if (fields[key] && !(key === 'by' && fields.upload))
        source.fail(fields[key], `“do” (事项) next to “${key}”`, 'none')
    }
    return null
  }
  const verb = verbIn(fields.do, reading)
  if (!fields.by) return source.fail(step, '“by” (办理人) next to “do”', 'none')
  const by = doerIn(fields.by, reading, verb ?? null)
  const second = fields.second ? doerIn(fields.second, reading, 'confirm') : null
  const via = fields.via ? routeIn(fields.via, source) : 'api'
  if (fields.second && verb && reading.kind.actions[verb]?.review === undefined) {
    source.fail(fields.second, 'an act that two persons may have to sign', shown(verb))
  }
  const forged = fields.forged ? forgedIn(fields.forged, source, via) : null
  if (!verb || !by || second === undefined || via === undefined || forged === undefined) return undefined
  return { verb, by, second, via, forged, body: bodyOf(fields, verb, reading) }
}

function verbIn(place: Place, { source, kind }: StepReading): string | undefined {
  const text = source.text(place, 'an act')
  if (text === undefined) return undefined
  const verb = wordIn(kind.actions, text)
  return (
    verb ??
    source.fail(
      place,
      `an act (docs/rehearsal.md lists them), such as ${nearest(kind.actions, text)}`,
      shown(text),
    )
  )
}

function doerIn(place: Place, reading: StepReading, verb: string | null): Doer | undefined {
  const { source, kind } = reading
  const act = verb === null ? undefined : kind.actions[verb]
  const fields = source.isMap(place)
    ? source.fields(place, DOER_WORDS, 'a person, or {person, role, org, for}')
    : { person: place }
  const person = fields.person && personIn(fields.person, reading)
  if (!person) return undefined
  const role = fields.role && wordIn(ROLES, source.text(fields.role, 'a role') ?? '')
  if (fields.role && !role) source.fail(fields.role, `a role: ${wordsOf(ROLES)}`)
  const doer = doerOf(person, { act, role })
  const org = fields.org && source.text(fields.org, 'an organisation')
  const stead = fields.for && personIn(fields.for, reading)
  const actingFor = stead && doerOf(stead, { act })
  return doer && { ...doer, ...(org === undefined ? {} : { org }), ...(actingFor ? { actingFor } : {}) }
}

function personIn(place: Place, { source, directory }: StepReading) {
  const name = source.text(place, 'a person')
  const person = name === undefined ? undefined : directory.find(name)
  return person ?? source.fail(place, 'a person of db/reference/people.yaml')
}

function forgedIn(place: Place, source: YamlSource, via: PlannedAct['via'] | undefined) {
  if (via !== 'api') source.fail(place, 'a message to the API (via: api)')
  return source.isMap(place)
    ? (source.value(place) as Record<string, unknown>)
    : source.fail(place, 'fields such as {actor: he-jing}')
}

const routeIn = (place: Place, source: YamlSource) =>
  wordIn(ROUTES, source.text(place, 'a route') ?? '') ?? source.fail(place, `one of ${wordsOf(ROUTES)}`)

/** What hardly ever differs need not be written: a case is called as its rehearsal. */
function bodyOf(fields: StepFields, verb: string, { title, ...reading }: StepReading): unknown {
  const { kind, own } = reading
  const content = fields.with ?? { node: null, line: fields.do?.line ?? 1 }
  const isTitled = verb === kind.opensBy && bodyShapeOf(kind, verb).properties?.title !== undefined
  return bodyFrom(content, verb, {
    ...reading,
    defaults: (given) => ({ ...(isTitled ? { title } : {}), ...own.defaults?.(verb, given) }),
  })
}
