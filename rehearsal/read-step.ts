/** Reading one step: when, on which case, who does what, and what is expected. */
import { type Instant, instant, msOf, type PlainDate, startOfDay } from '#domain/values/plain-date.ts'
import { expectationsIn } from './expectations/all.ts'
import { eventWords } from './expectations/event-words.ts'
import type { Reading } from './expectations/expectation.ts'
import { word } from './expectations/reading.ts'
import { otherStepWords, stepWords, TAMPER_WORDS } from './file-words.ts'
import { actIn, uploadedIn } from './read-act.ts'
import { dateIn, minuteIn, titlesIn } from './read-values.ts'
import { readWorld } from './read-world.ts'
import type { Step, Tampering } from './rehearsal.ts'
import { type Place, under, type YamlSource } from './yaml-source.ts'

/** Cases of one kind in a file. */
export interface CasesOfKind extends Pick<Reading, 'kind' | 'own'> {
  /** Declared aliases. */
  aliases: readonly string[]
}

export interface StepReading extends Reading, CasesOfKind {
  /** Cases of other kinds that the file declares. */
  others: readonly CasesOfKind[]
  /** The rehearsal's title: what a case is called that has no title of its own. */
  title: string
}

const MINUTE_MS = 60_000
const TEN_O_CLOCK = 600

export function readStep(place: Place, given: StepReading): Step | undefined {
  const { source, others } = given
  const words = { ...stepWords(given.kind), ...otherStepWords(others.map(({ kind }) => kind)) }
  const fields = source.fields(place, words, 'a step')
  const other = others.find(({ kind }) => under(fields, kind.name))
  const reading = { ...given, ...other }
  const { kind, own } = reading
  const on = fields.on ? dateIn(source, fields.on) : source.fail(place, '“on” (日期)', 'none')
  const at = on && momentOf(source, on, fields.at)
  const alias = aliasIn(place, under(fields, kind.name), reading)
  const act = actIn(place, fields, reading)
  const upload = uploadedIn(place, fields, reading)
  const tamper = fields.tamper ? tamperingIn(fields.tamper, reading) : null
  const expectations = fields.expect
    ? expectationsIn(fields.expect, { ...reading, doer: act?.by ?? upload?.by ?? null })
    : []
  const note = (fields.note && titlesIn(source, fields.note)) ?? null
  const publish = fields.publish ? readWorld(fields.publish, reading) : null
  if (!on || !at || alias === undefined) return undefined
  if (act === undefined || upload === undefined || tamper === undefined) return undefined
  return { line: place.line, on, at, alias, kind, own, note, act, upload, tamper, publish, expectations }
}

function momentOf(source: YamlSource, on: PlainDate, place: Place | undefined): Instant | undefined {
  const minute = place ? minuteIn(source, place) : TEN_O_CLOCK
  return minute === undefined ? undefined : instant(msOf(startOfDay(on)) + minute * MINUTE_MS)
}

function aliasIn(
  step: Place,
  place: Place | undefined,
  { source, kind, aliases }: StepReading,
): string | undefined {
  const [first] = aliases
  if (!place && aliases.length === 1) return first
  if (!place) return source.fail(step, `“${kind.name}” (${kind.zh}), as there are several`, 'none')
  const alias = source.text(place, `a ${kind.en}`)
  return alias !== undefined && aliases.includes(alias)
    ? alias
    : source.fail(place, `one of the ${kind.path} ${aliases.join(', ')}`)
}

function tamperingIn(place: Place, reading: StepReading): Tampering | undefined {
  const { source } = reading
  const { event, set } = source.fields(place, TAMPER_WORDS, 'an event and what becomes of it: {event, set}')
  const type = event && word(reading, event, eventWords(reading.kind), 'an event')
  const isComplete = type !== undefined && set !== undefined && source.isMap(set)
  return isComplete
    ? { event: type, set: source.value(set) as Record<string, unknown> }
    : source.fail(place, 'an event and what becomes of it: {event, set}')
}
