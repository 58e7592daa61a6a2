/** Reading one step: when, on which project, who does what, and what is expected. */
import { type Instant, instant, msOf, type PlainDate, startOfDay } from '#domain/values/plain-date.ts'
import { expectationsIn } from './expectations/all.ts'
import { EVENT_WORDS } from './expectations/event-words.ts'
import type { Reading } from './expectations/expectation.ts'
import { word } from './expectations/reading.ts'
import { STEP_WORDS, TAMPER_WORDS } from './file-words.ts'
import { actIn, uploadedIn } from './read-act.ts'
import { dateIn, minuteIn, titlesIn } from './read-values.ts'
import { readWorld } from './read-world.ts'
import type { Step, Tampering } from './rehearsal.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export interface StepReading extends Reading {
  /** Declared aliases. */
  projects: readonly string[]
  /** The rehearsal's title: what a project is called that has no title of its own. */
  title: string
}

const MINUTE_MS = 60_000
const TEN_O_CLOCK = 600

export function readStep(place: Place, reading: StepReading): Step | undefined {
  const { source } = reading
  const fields = source.fields(place, STEP_WORDS, 'a step')
  const on = fields.on ? dateIn(source, fields.on) : source.fail(place, '“on” (日期)', 'none')
  const at = on && momentOf(source, on, fields.at)
  const project = projectIn(place, fields.project, reading)
  const act = actIn(place, fields, reading)
  const upload = uploadedIn(place, fields, reading)
  const tamper = fields.tamper ? tamperingIn(fields.tamper, reading) : null
  const expectations = fields.expect
    ? expectationsIn(fields.expect, { ...reading, doer: act?.by ?? upload?.by ?? null })
    : []
  const note = (fields.note && titlesIn(source, fields.note)) ?? null
  const publish = fields.publish ? readWorld(source, fields.publish, reading) : null
  if (!on || !at || project === undefined) return undefined
  if (act === undefined || upload === undefined || tamper === undefined) return undefined
  return { line: place.line, on, at, project, note, act, upload, tamper, publish, expectations }
}

function momentOf(source: YamlSource, on: PlainDate, place: Place | undefined): Instant | undefined {
  const minute = place ? minuteIn(source, place) : TEN_O_CLOCK
  return minute === undefined ? undefined : instant(msOf(startOfDay(on)) + minute * MINUTE_MS)
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

function tamperingIn(place: Place, reading: StepReading): Tampering | undefined {
  const { source } = reading
  const { event, set } = source.fields(place, TAMPER_WORDS, 'an event and what becomes of it: {event, set}')
  const type = event && word(reading, event, EVENT_WORDS, 'an event')
  const isComplete = type !== undefined && set !== undefined && source.isMap(set)
  return isComplete
    ? { event: type, set: source.value(set) as Record<string, unknown> }
    : source.fail(place, 'an event and what becomes of it: {event, set}')
}
