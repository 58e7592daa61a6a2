/** Reading one step: when, on which case, who does what, and what is expected. */
import { type Instant, instant, msOf, type PlainDate, startOfDay } from '#domain/values/plain-date.ts'
import { EXPECTATIONS, expectationsIn } from './expectations/all.ts'
import { eventWords } from './expectations/event-words.ts'
import type { Reading } from './expectations/expectation.ts'
import { word } from './expectations/reading.ts'
import { otherStepWords, stepWords, TAMPER_WORDS } from './file-words.ts'
import type { Overlay } from './notation.ts'
import { NOTHING, type Titles } from './problem.ts'
import { actIn, type StepFields, uploadedIn } from './read-act.ts'
import { type AliasReading, aliasAt } from './read-alias.ts'
import { dateIn, minuteIn, titlesIn } from './read-values.ts'
import { readWorld } from './read-world.ts'
import type { Step, Tampering } from './rehearsal.ts'
import { wordIn } from './words.ts'
import { type Place, under, type YamlSource } from './yaml-source.ts'

/** Cases of one kind in a file. */
export type CasesOfKind = Pick<Reading, 'kind' | 'own'> & Pick<AliasReading, 'names'>

export interface StepReading extends Reading, AliasReading {
  /** Cases of other kinds that the file declares. */
  others: readonly CasesOfKind[]
  /** The rehearsal's title: what a case is called that has no title of its own. */
  title: string
  /** What replaces the content of acts, where the file is included with other content. */
  overlays: readonly Overlay[]
  /** The case of the section that the step stands in; undefined: it stands in none. */
  alias?: string | undefined
}

/** A step of which only the date is read: steps are read in the order in which they are played. */
export interface DatedStep {
  place: Place
  fields: StepFields & { readonly [kind: string]: Place | undefined }
  /** Undefined where the file does not say it in a way that makes sense. */
  on: PlainDate | undefined
  at: Instant
  reading: StepReading
}

const MINUTE_MS = 60_000
const TEN_O_CLOCK = 600

/** `before`: the moment that it gets where it says none. */
export function dated(place: Place, given: StepReading, before: Instant): DatedStep {
  const { source, others } = given
  const words = { ...stepWords(given.kind), ...otherStepWords(others.map(({ kind }) => kind)) }
  const fields = source.fields(place, words, { zh: '步骤', en: 'a step' })
  const other = others.find(({ kind }) => under(fields, kind.name))
  const reading = other ? aboutOther(given, other) : given
  const on = fields.on
    ? dateIn(source, fields.on)
    : source.fail(place, { zh: '“日期”', en: '“on” (日期)' }, NOTHING)
  const at = on && momentOf(source, on, fields.at)
  return { place, fields, on, at: at ?? before, reading }
}

/** For steps about a case of another kind: what replaces content is meant for the kind of the file. */
export const aboutOther = (reading: StepReading, other: CasesOfKind): StepReading => ({
  ...reading,
  ...other,
  overlays: [],
})

/** The state that it expects of its case; undefined: none. */
export function expectedState({ fields, reading: { source, kind } }: DatedStep): string | undefined {
  if (!fields.expect || !source.isMap(fields.expect)) return undefined
  const entries = source.entries(fields.expect, EXPECTED)
  const [, state] = entries.find(([key]) => wordIn(EXPECTATIONS, key) === 'state') ?? []
  return state && source.isText(state) ? wordIn(kind.statuses, source.text(state, EXPECTED) ?? '') : undefined
}

const EXPECTED: Titles = { zh: '预期', en: 'expectations' }

export function readStep({ place, fields, on, at, reading }: DatedStep): Step | undefined {
  const { source, kind, own, names } = reading
  const alias = aliasIn(place, under(fields, kind.name), reading)
  const act = actIn(place, fields, reading)
  const upload = uploadedIn(place, fields, reading)
  const tamper = fields.tamper ? tamperingIn(fields.tamper, reading) : null
  const expectations = fields.expect
    ? expectationsIn(fields.expect, { ...reading, doer: act?.by ?? upload?.by ?? null })
    : []
  const note = (fields.note && titlesIn(source, fields.note)) ?? null
  const publish = fields.publish ? readWorld(fields.publish, reading) : null
  if (!on || alias === undefined) return undefined
  if (act === undefined || upload === undefined || tamper === undefined) return undefined
  return {
    spot: place.spot,
    on,
    at,
    alias,
    kind,
    own,
    names,
    note,
    act,
    upload,
    tamper,
    publish,
    expectations,
  }
}

function momentOf(source: YamlSource, on: PlainDate, place: Place | undefined): Instant | undefined {
  const minute = place ? minuteIn(source, place) : TEN_O_CLOCK
  return minute === undefined ? undefined : instant(msOf(startOfDay(on)) + minute * MINUTE_MS)
}

function aliasIn(step: Place, place: Place | undefined, reading: StepReading): string | undefined {
  const { source, kind, names, alias } = reading
  const [only, ...others] = names.values()
  if (alias !== undefined) {
    const expected = { zh: `不写“${kind.zh}”：步骤已按其分列`, en: `no “${kind.name}” in a section of one` }
    return place ? source.fail(place, expected) : alias
  }
  if (place) return aliasAt(place, reading)
  if (others.length === 0) return only
  const several = {
    zh: `“${kind.zh}”（文件中有多个）`,
    en: `“${kind.name}” (${kind.zh}), as there are several`,
  }
  return source.fail(step, several, NOTHING)
}

function tamperingIn(place: Place, reading: StepReading): Tampering | undefined {
  const { source } = reading
  const { event, set } = source.fields(place, TAMPER_WORDS, A_TAMPERING)
  const type = event && word(reading, event, eventWords(reading), { zh: '事件', en: 'an event' })
  const isComplete = type !== undefined && set !== undefined && source.isMap(set)
  return isComplete
    ? { event: type, set: source.value(set) as Record<string, unknown> }
    : source.fail(place, A_TAMPERING)
}

const A_TAMPERING: Titles = {
  zh: '事件及其改后内容：{事件, 改为}',
  en: 'an event and what becomes of it: {event, set}',
}
