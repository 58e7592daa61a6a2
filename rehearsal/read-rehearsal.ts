/** Reading a rehearsal file whole, before anything of it runs: every mistake is reported with its line. */
import { readFileSync } from 'node:fs'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { DocumentRegistry } from './document-registry.ts'
import { fileWords, KIND_WORDS, otherFileWords } from './file-words.ts'
import { shown } from './problem.ts'
import type { CasesOfKind } from './read-step.ts'
import { readStep, type StepReading } from './read-step.ts'
import { dateIn, titlesIn } from './read-values.ts'
import { readWorld } from './read-world.ts'
import { ReferenceDirectory } from './reference-directory.ts'
import { type Rehearsal, type Step, THE_CASE } from './rehearsal.ts'
import { wordIn, wordsOf } from './words.ts'
import type { Installation } from './world/installation.ts'
import { type Place, under, YamlSource } from './yaml-source.ts'

/** Throws `UnreadableFile` with every problem. */
export function readRehearsal(
  file: string,
  { kinds, rehearsals }: Pick<Installation, 'kinds' | 'rehearsals'>,
  text: string = readFileSync(file, 'utf8'),
): Rehearsal {
  const source = new YamlSource(file, text)
  const kind = kindIn(source, kinds)
  const otherKinds = kinds.all.filter((one) => one !== kind)
  const words = fileWords(kind)
  const fields = source.fields(source.root, { ...words, ...otherFileWords(otherKinds) }, 'a rehearsal')
  for (const key of ['title', 'source', 'starts', 'steps'] as const) {
    if (!fields[key]) source.fail(source.root, `“${key}” (${words[key].zh})`, 'none')
  }
  const title = fields.title && titlesIn(source, fields.title)
  const starts = fields.starts && dateIn(source, fields.starts)
  const casesOf = (one: Kind): CasesOfKind => {
    const named = under(fields, one.path)
    const aliases = named ? source.entries(named, `aliases of ${one.path}`).map(([alias]) => alias) : []
    return { kind: one, own: rehearsals.find((own) => own.kind === one.name) ?? { kind: one.name }, aliases }
  }
  const cases = casesOf(kind)
  const reading = {
    ...{ source, kinds, ...cases },
    aliases: cases.aliases.length > 0 ? cases.aliases : [THE_CASE],
    others: otherKinds.map(casesOf).filter(({ aliases }) => aliases.length > 0),
    ...{ directory: new ReferenceDirectory(), registry: new DocumentRegistry() },
    ...{ title: title?.zh ?? '', doer: null },
  }
  const world = readWorld(fields.world, reading)
  const steps = fields.steps ? readSteps(fields.steps, reading, starts) : []
  const rule = fields.source && source.text(fields.source, 'a rule')
  source.end()
  if (!title || !starts || rule === undefined) throw new Error('an incomplete rehearsal was let through')
  return { file, kind, title, source: rule, starts, world, steps }
}

/** It is read first: the words of everything else are the kind's. */
function kindIn(source: YamlSource, kinds: Kinds): Kind {
  const [first] = kinds.all
  if (!first) throw new Error('an installation without any kind of case rehearses nothing')
  const entries = source.isMap(source.root) ? source.entries(source.root, 'a rehearsal') : []
  const [, place] = entries.find(([key]) => wordIn(KIND_WORDS, key)) ?? []
  if (!place) return first
  const names = Object.fromEntries(kinds.all.map((kind) => [kind.name, kind]))
  const name = wordIn(names, source.text(place, 'a kind of case') ?? '')
  if (name === undefined) source.fail(place, `one of ${wordsOf(names)}`, shown(source.value(place)))
  return names[name ?? first.name] ?? first
}

function readSteps(place: Place, reading: StepReading, starts: PlainDate | undefined): Step[] {
  const { source } = reading
  const steps: Step[] = []
  for (const item of source.items(place, 'a list of steps')) {
    const step = readStep(item, reading)
    if (!step) continue
    const before = steps.at(-1)?.at
    if (before !== undefined && step.at < before) source.fail(item, 'steps in order of time', step.on)
    if (starts !== undefined && step.on < starts) source.fail(item, `a date from ${starts} on`, step.on)
    steps.push(step)
  }
  return steps
}
