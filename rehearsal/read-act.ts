/** Reading who does what: an act with its content, or an upload. */

import { bodyShapeOf } from '#domain/case/kind.ts'
import { ROLES, type Role } from '#domain/values/directory.ts'
import { DOER_WORDS, STEP_WORDS, type StepKey } from './file-words.ts'
import { bodyFrom } from './notation.ts'
import { NOTHING, type Titles } from './problem.ts'
import { A_PERSON, organisationAt, personAt } from './read-party.ts'
import type { StepReading } from './read-step.ts'
import { doerOf } from './reference-directory.ts'
import { type Doer, type PlannedAct, type PlannedUpload, ROUTES, type Route } from './rehearsal.ts'
import { uploadIn } from './upload-notation.ts'
import { named, wordIn } from './words.ts'
import { keyOf, type Place, type YamlSource } from './yaml-source.ts'

export type StepFields = Partial<Record<StepKey, Place>>

const EITHER: Titles = { zh: '“事项”或“上传”之一', en: 'either “do” (事项) or “upload” (上传)' }

/** One key of a step asks for another. */
const needs = (key: StepKey, beside: StepKey): Titles => ({
  zh: `“${STEP_WORDS[beside].zh}”之外另写“${STEP_WORDS[key].zh}”`,
  en: `“${key}” (${STEP_WORDS[key].zh}) next to “${beside}”`,
})

/** Null when nothing is uploaded; undefined when the file makes no sense. */
export function uploadedIn(
  step: Place,
  fields: StepFields,
  reading: StepReading,
): PlannedUpload | null | undefined {
  if (!fields.upload) return null
  if (fields.do) return reading.source.fail(fields.upload, EITHER, { zh: '两者', en: 'both' })
  if (!fields.by) return reading.source.fail(step, needs('by', 'upload'), NOTHING)
  const by = doerIn(fields.by, reading, null)
  return by && uploadIn(fields.upload, by, reading)
}

/** Null when only the clock acts; undefined when the file makes no sense. */
export function actIn(step: Place, fields: StepFields, reading: StepReading): PlannedAct | null | undefined {
  const { source } = reading
  if (!fields.do) {
    for (const key of ['by', 'with', 'second', 'via', 'forged'] as const) {
      if (fields[key] && !(key === 'by' && fields.upload))
        source.fail(keyOf(fields[key]), needs('do', key), NOTHING)
    }
    return null
  }
  const verb = verbIn(fields.do, reading)
  if (!fields.by) return source.fail(step, needs('by', 'do'), NOTHING)
  const by = doerIn(fields.by, reading, verb ?? null)
  const second = fields.second ? doerIn(fields.second, reading, 'confirm') : null
  const via = fields.via ? routeIn(fields.via, source) : 'api'
  if (fields.second && verb && reading.kind.actions[verb]?.review === undefined) {
    source.fail(
      fields.second,
      { zh: '可能须双人签署的事项', en: 'an act that two persons may have to sign' },
      { zh: `“${named(reading.kind.actions, verb).zh}”`, en: `“${verb}”` },
    )
  }
  const forged = fields.forged ? forgedIn(fields.forged, source, via) : null
  if (!verb || !by || second === undefined || via === undefined || forged === undefined) return undefined
  return { verb, by, second, via, forged, body: bodyOf(fields, fields.do, verb, reading) }
}

function verbIn(place: Place, { source, kind }: StepReading): string | undefined {
  const text = source.text(place, { zh: '事项', en: 'an act' })
  if (text === undefined) return undefined
  return (
    wordIn(kind.actions, text) ??
    source.unknown(place, text, kind.actions, {
      zh: '事项（docs/rehearsal.md 列有全部事项）',
      en: 'an act (docs/rehearsal.md lists them),',
    })
  )
}

function doerIn(place: Place, reading: StepReading, verb: string | null): Doer | undefined {
  const { source, kind } = reading
  const act = verb === null ? undefined : kind.actions[verb]
  const fields = source.isMap(place)
    ? source.fields(place, DOER_WORDS, {
        zh: '人员，或 {人员, 角色, 单位, 代}',
        en: 'a person, or {person, role, org, for}',
      })
    : { person: place }
  const person = fields.person ? personAt(fields.person, reading) : source.fail(place, A_PERSON)
  if (!person) return undefined
  const role = fields.role && roleIn(fields.role, source)
  const doer = doerOf(person, { act, role })
  const org = fields.org && organisationAt(fields.org, reading)?.id
  const stead = fields.for && personAt(fields.for, reading)
  const actingFor = stead && doerOf(stead, { act })
  return doer && { ...doer, ...(org === undefined ? {} : { org }), ...(actingFor ? { actingFor } : {}) }
}

function roleIn(place: Place, source: YamlSource): Role | undefined {
  const text = source.text(place, { zh: '角色', en: 'a role' })
  return text === undefined ? undefined : (wordIn(ROLES, text) ?? source.unknown(place, text, ROLES))
}

function forgedIn(place: Place, source: YamlSource, via: PlannedAct['via'] | undefined) {
  if (via !== 'api')
    source.fail(place, { zh: '经接口的请求（途径: 接口）', en: 'a message to the API (via: api)' })
  return source.isMap(place)
    ? (source.value(place) as Record<string, unknown>)
    : source.fail(place, { zh: '字段，例如 {actor: he-jing}', en: 'fields such as {actor: he-jing}' })
}

function routeIn(place: Place, source: YamlSource): Route | undefined {
  const text = source.text(place, { zh: '途径', en: 'a route' })
  return text === undefined ? undefined : (wordIn(ROUTES, text) ?? source.unknown(place, text, ROUTES))
}

/** What hardly ever differs need not be written: a case is called as its rehearsal. */
function bodyOf(fields: StepFields, at: Place, verb: string, { title, ...reading }: StepReading): unknown {
  const { kind, own } = reading
  const content = fields.with ?? { node: null, spot: at.spot }
  const isTitled = verb === kind.opensBy && bodyShapeOf(kind, verb).properties?.title !== undefined
  return bodyFrom(content, verb, {
    ...reading,
    defaults: (given) => ({ ...(isTitled ? { title } : {}), ...own.defaults?.(verb, given) }),
  })
}
