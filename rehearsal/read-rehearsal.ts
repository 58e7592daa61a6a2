/** Reading a rehearsal file whole, before anything of it runs: every mistake is reported with its line. */
import { readFileSync } from 'node:fs'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { Cabinet } from './cabinet.ts'
import { Cast } from './cast.ts'
import { FILE_WORDS } from './file-words.ts'
import { readStep, type StepReading } from './read-step.ts'
import { dateIn, titlesIn } from './read-values.ts'
import { readWorld } from './read-world.ts'
import type { Rehearsal, Step } from './rehearsal.ts'
import { THE_PROJECT } from './the-project.ts'
import { type Place, YamlSource } from './yaml-source.ts'

/** Throws `UnreadableFile` with every problem. */
export function readRehearsal(file: string, text: string = readFileSync(file, 'utf8')): Rehearsal {
  const source = new YamlSource(file, text)
  const fields = source.fields(source.root, FILE_WORDS, 'a rehearsal')
  for (const key of ['title', 'source', 'starts', 'steps'] as const) {
    if (!fields[key]) source.fail(source.root, `“${key}” (${FILE_WORDS[key].zh})`, 'none')
  }
  const title = fields.title && titlesIn(source, fields.title)
  const starts = fields.starts && dateIn(source, fields.starts)
  const projects = fields.projects
    ? source.entries(fields.projects, 'aliases of projects').map(([alias]) => alias)
    : [THE_PROJECT]
  const read = { source, cast: new Cast(), cabinet: new Cabinet(), projects }
  const reading = { ...read, title: title?.zh ?? '', doer: null }
  const world = readWorld(source, fields.world, reading)
  const steps = fields.steps ? readSteps(fields.steps, reading, starts) : []
  const rule = fields.source && source.text(fields.source, 'a rule')
  source.end()
  if (!title || !starts || rule === undefined) throw new Error('an incomplete rehearsal was let through')
  return { file, title, source: rule, starts, world, steps }
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
