/** Reading a rehearsal whole, before anything of it runs: every mistake is reported with its place. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { Kind } from '#domain/engine/kind.ts'
import { type PlainDate, startOfDay } from '#domain/values/plain-date.ts'
import { DocumentRegistry } from './document-registry.ts'
import type { KindRehearsal, Vocabulary } from './kind-rehearsal.ts'
import { type Overlay, overlayFrom } from './notation.ts'
import { asIs, type FileProblem } from './problem.ts'
import { aliasNamed } from './read-alias.ts'
import { type Include, type OpenedFile, openFiles } from './read-files.ts'
import { aboutOther, type DatedStep, dated, expectedState, readStep, type StepReading } from './read-step.ts'
import { readWorld } from './read-world.ts'
import { ReferenceDirectory } from './reference-directory.ts'
import type { Rehearsal, WorldFacts } from './rehearsal.ts'
import type { Installation } from './world/installation.ts'
import { keyOf, type Place } from './yaml-source.ts'

/** Throws `UnreadableFile` with every problem. */
export function readRehearsal(
  file: string,
  { kinds, rehearsals }: Pick<Installation, 'kinds' | 'rehearsals'>,
  text: string = readFileSync(file, 'utf8'),
): Rehearsal {
  const problems: FileProblem[] = []
  const { kind, opened } = openFiles(file, text, { kinds, problems })
  const ownOf = ({ name }: Kind) => rehearsals.find((one) => one.kind === name) ?? { kind: name }
  const { source, title, rule, starts } = opened
  const shared = { kinds, kind, own: ownOf(kind), directory: new ReferenceDirectory() }
  const reader = new FilesReader({ ...shared, registry: new DocumentRegistry() }, ownOf)
  const names = new Map(opened.names.map((name) => [name, name]))
  const stepsByDate = reader.read(opened, names, [])
  const steps = stepsByDate.flatMap((one) => readStep(one) ?? [])
  reader.unusedContent()
  source.end()
  if (!title || !starts || rule === undefined) throw new Error('an incomplete rehearsal was let through')
  const [first = starts] = [...reader.starts].toSorted()
  return { file, kind, title, source: rule, starts: first, world: merged(reader.worlds), steps }
}

type Shared = Vocabulary & Pick<StepReading, 'directory' | 'registry'>

/** The steps of a file and of all that it includes, by date. */
class FilesReader {
  /** What differs in the world, and when it begins, by each of the files. */
  readonly worlds: WorldFacts[] = []
  readonly starts: PlainDate[] = []
  private readonly shared: Shared
  private readonly ownOf: (kind: Kind) => KindRehearsal
  private readonly overlays: [OpenedFile, Overlay][] = []

  constructor(shared: Shared, ownOf: (kind: Kind) => KindRehearsal) {
    this.shared = shared
    this.ownOf = ownOf
  }

  /** At one instant what is included comes first, and then everything as it is written. */
  read(file: OpenedFile, names: ReadonlyMap<string, string>, overlays: readonly Overlay[]): DatedStep[] {
    const { source, title, world, starts } = file
    const others = file.others.map(({ kind, names: declared }) => ({
      ...{ kind, own: this.ownOf(kind) },
      names: new Map(declared.map((name) => [name, name])),
    }))
    const cases = { ...this.shared, names, others }
    const reading = { ...cases, source, overlays, title: title?.zh ?? '', doer: null }
    const included = file.includes.flatMap((include) => this.included(file, include, reading))
    this.worlds.push(readWorld(world, reading))
    if (starts !== undefined) this.starts.push(starts)
    const own = file.steps ? sectionsOf(file.steps, reading).flatMap((one) => ordered(one, starts)) : []
    return [...included, ...own].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  }

  /** Content that replaces nothing is a mistake: its field is not said there. */
  unusedContent(): void {
    for (const [{ source }, { fields }] of this.overlays) {
      for (const { name, place, used } of fields) {
        const expected = { zh: '所引入文件的申报内容中已有的字段', en: 'a field that the included file says' }
        if (!used) source.fail(keyOf(place), expected, asIs(name))
      }
    }
  }

  private included(
    file: OpenedFile,
    { file: other, until, content, renamed }: Include,
    reading: StepReading,
  ): DatedStep[] {
    const overlay = content && overlayFrom(content, this.shared.kind.opensBy, reading)
    if (overlay) this.overlays.push([file, overlay])
    const names = new Map([...renamed].map(([theirs, ours]) => [theirs, reading.names.get(ours) ?? ours]))
    const steps = this.read(other, names, [...(overlay ? [overlay] : []), ...reading.overlays])
    if (!until) return steps
    const { kind } = this.shared
    const end = steps.findIndex((step) => step.reading.kind === kind && expectedState(step) === until.state)
    if (end >= 0) return steps.slice(0, end + 1)
    const name = other.source.file
    const expected = { zh: `${name} 预期的状态`, en: `a state that ${name} expects` }
    file.source.fail(until.place, expected, asIs(until.state))
    return []
  }
}

interface Section {
  steps: Place
  /** It names the case that all of them are about; unless it does each says it, or there is only one. */
  reading: StepReading
}

/** One list of steps, or one for each case. */
function sectionsOf(place: Place, reading: StepReading): Section[] {
  const { source, kind } = reading
  if (!source.isMap(place)) return [{ steps: place, reading }]
  const what = { zh: `按${kind.zh}分列的步骤`, en: `steps by ${kind.en}` }
  return source.entries(place, what).map(([name, steps]) => {
    const other = reading.others.find(({ names }) => names.has(name))
    const own = other ? aboutOther(reading, other) : reading
    return { steps, reading: { ...own, alias: aliasNamed(name, keyOf(steps), own) ?? name } }
  })
}

/** The steps of a section, which are in order of time. */
function ordered({ steps, reading }: Section, starts: PlainDate | undefined): DatedStep[] {
  const { source } = reading
  const list: DatedStep[] = []
  for (const place of source.items(steps, { zh: '步骤列表', en: 'a list of steps' })) {
    const before = list.at(-1)?.at ?? startOfDay(starts ?? ('0001-01-01' as PlainDate))
    const step = dated(place, reading, before)
    if (step.at < before && list.length > 0) {
      source.fail(place, { zh: '按时间先后排列的步骤', en: 'steps in order of time' }, asIs(step.on ?? ''))
    }
    if (starts !== undefined && step.on !== undefined && step.on < starts) {
      source.fail(place, { zh: `不早于 ${starts} 的日期`, en: `a date from ${starts} on` }, asIs(step.on))
    }
    list.push(step)
  }
  return list
}

/** Facts of a file that is included twice are loaded once. */
const merged = (worlds: readonly WorldFacts[]): WorldFacts => ({
  calendars: distinct(worlds.flatMap(({ calendars }) => calendars)),
  policies: distinct(worlds.flatMap(({ policies }) => policies)),
  plans: distinct(worlds.flatMap(({ plans }) => plans)),
  substitutions: distinct(worlds.flatMap(({ substitutions }) => substitutions)),
  register: worlds.flatMap(({ register }) => register),
  preferences: distinct(worlds.flatMap(({ preferences }) => preferences)),
})

const distinct = <T>(facts: readonly T[]): T[] =>
  facts.filter((fact, index) => facts.findIndex((one) => isDeepStrictEqual(one, fact)) === index)
