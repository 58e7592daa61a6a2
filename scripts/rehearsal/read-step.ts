/** Reading one step: when, on which project, who does what, and what is expected. */
import { ROLES } from '#domain/directory.ts'
import { type Instant, instant, msOf, type PlainDate, startOfDay } from '#domain/plain-date.ts'
import { ACTIONS, type Verb } from '#domain/project/actions.ts'
import { doerOf } from './cast.ts'
import { expectationsIn } from './expectations/all.ts'
import type { Reading } from './expectations/expectation.ts'
import { DOER_WORDS, STEP_WORDS } from './file-words.ts'
import { bodyFrom } from './notation.ts'
import { shown } from './problem.ts'
import { dateIn, titlesIn } from './read-values.ts'
import { readWorld } from './read-world.ts'
import { type Doer, type PlannedAct, ROUTES, type Step } from './rehearsal.ts'
import { nearest, wordIn, wordsOf } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export interface StepReading extends Reading {
  /** Declared aliases. */
  projects: readonly string[]
  /** The rehearsal's title: what a project is called that has no title of its own. */
  title: string
}

type Fields = Partial<Record<keyof typeof STEP_WORDS, Place>>

const MINUTE_MS = 60_000
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

export function readStep(place: Place, reading: StepReading): Step | undefined {
  const { source } = reading
  const fields = source.fields(place, STEP_WORDS, 'a step')
  const on = fields.on ? dateIn(source, fields.on) : source.fail(place, '“on” (日期)', 'none')
  const at = on && momentOf(source, on, fields.at)
  const project = projectIn(place, fields.project, reading)
  const act = actIn(place, fields, reading)
  const expectations = fields.expect
    ? expectationsIn(fields.expect, { ...reading, doer: act?.by ?? null })
    : []
  const note = (fields.note && titlesIn(source, fields.note)) ?? null
  const publish = fields.publish ? readWorld(source, fields.publish, reading.projects) : null
  if (!on || !at || project === undefined || act === undefined) return undefined
  return { line: place.line, on, at, project, note, act, publish, expectations }
}

function momentOf(source: YamlSource, on: PlainDate, place: Place | undefined): Instant | undefined {
  const text = place ? source.text(place, 'a time such as 10:00') : '10:00'
  const match = TIME.exec(text ?? '')
  if (!match) return place && source.fail(place, 'a time such as 10:00')
  const [, hours, minutes] = match
  return instant(msOf(startOfDay(on)) + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS)
}

function projectIn(
  step: Place,
  place: Place | undefined,
  { source, projects }: StepReading,
): string | undefined {
  const [first] = projects
  if (!place) {
    return projects.length === 1 ? first : source.fail(step, '“project” (项目), as there are several', 'none')
  }
  const alias = source.text(place, 'a project')
  return alias !== undefined && projects.includes(alias)
    ? alias
    : source.fail(place, `one of the projects ${projects.join(', ')}`)
}

/** Null when only the clock acts; undefined when the file makes no sense. */
function actIn(step: Place, fields: Fields, reading: StepReading): PlannedAct | null | undefined {
  const { source } = reading
  if (!fields.do) {
    for (const key of ['by', 'with', 'second', 'via'] as const) {
      if (fields[key]) source.fail(fields[key], `“do” (事项) next to “${key}”`, 'none')
    }
    return null
  }
  const verb = verbIn(fields.do, source)
  if (!fields.by) return source.fail(step, '“by” (办理人) next to “do”', 'none')
  const by = doerIn(fields.by, reading, verb ?? null)
  const second = fields.second ? doerIn(fields.second, reading, 'confirm') : null
  const via = fields.via ? routeIn(fields.via, source) : 'api'
  if (fields.second && verb && ACTIONS[verb].review === undefined) {
    source.fail(fields.second, 'an act that two persons may have to sign', shown(verb))
  }
  if (!verb || !by || second === undefined || via === undefined) return undefined
  return { verb, by, second, via, body: bodyOf(fields, verb, reading) }
}

function verbIn(place: Place, source: YamlSource): Verb | undefined {
  const text = source.text(place, 'an act')
  if (text === undefined) return undefined
  const verb = wordIn(ACTIONS, text)
  return (
    verb ??
    source.fail(
      place,
      `an act (docs/rehearsal.md lists them), such as ${nearest(ACTIONS, text)}`,
      shown(text),
    )
  )
}

function doerIn(place: Place, reading: StepReading, verb: Verb | null): Doer | undefined {
  const { source } = reading
  const fields = source.isMap(place)
    ? source.fields(place, DOER_WORDS, 'a person, or {person, role, org, for}')
    : { person: place }
  const person = fields.person && personIn(fields.person, reading)
  if (!person) return undefined
  const role = fields.role && wordIn(ROLES, source.text(fields.role, 'a role') ?? '')
  if (fields.role && !role) source.fail(fields.role, `a role: ${wordsOf(ROLES)}`)
  const doer = doerOf(person, verb, role)
  const org = fields.org && source.text(fields.org, 'an organisation')
  const stead = fields.for && personIn(fields.for, reading)
  const actingFor = stead && doerOf(stead, verb)
  return doer && { ...doer, ...(org === undefined ? {} : { org }), ...(actingFor ? { actingFor } : {}) }
}

function personIn(place: Place, { source, cast }: StepReading) {
  const name = source.text(place, 'a person')
  const person = name === undefined ? undefined : cast.find(name)
  return person ?? source.fail(place, 'a person of db/reference/people.yaml')
}

const routeIn = (place: Place, source: YamlSource) =>
  wordIn(ROUTES, source.text(place, 'a route') ?? '') ?? source.fail(place, `one of ${wordsOf(ROUTES)}`)

/** What hardly ever differs need not be written: a project is called as its rehearsal. */
function bodyOf(fields: Fields, verb: Verb, { source, title }: StepReading): unknown {
  const content = fields.with ?? { node: null, line: fields.do?.line ?? 1 }
  const defaults = verb === 'submitStage' ? { title, containsClassifiedContent: false } : {}
  return bodyFrom(source, content, verb, defaults)
}
