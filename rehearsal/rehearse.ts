/** Plays a rehearsal in a world, step by step, and compares what it expects with what can be seen. */
import type { CaseId } from '#domain/values/ids.ts'
import { asIs, type FileProblem, Unplayable } from './problem.ts'
import { readRehearsal } from './read-rehearsal.ts'
import type { Rehearsal, Step } from './rehearsal.ts'
import type { RehearsalHost } from './rehearsal-host.ts'
import { type PlayedStep, StepPlayer } from './step-player.ts'

export interface Outcome {
  rehearsal: Rehearsal
  steps: PlayedStep[]
  /** Empty when everything came as expected. */
  failures: FileProblem[]
  /** By alias. */
  cases: ReadonlyMap<string, CaseId>
}

export interface Listener {
  began?(rehearsal: Rehearsal): void
  played?(step: PlayedStep, rehearsal: Rehearsal): void
}

interface Playing extends Listener {
  /** Goes on after a step that does not come as expected, though what follows may rest on it. */
  keepGoing?: boolean
}

/**
 * Plays the file to its end, or to the first step that does not come as expected: what follows would rest on it.
 * Throws `UnreadableFile` before anything is played when the file does not make sense.
 */
export async function rehearse(
  file: string,
  host: RehearsalHost,
  { keepGoing = false, ...listener }: Playing = {},
): Promise<Outcome> {
  const rehearsal = readRehearsal(file, host.installation)
  listener.began?.(rehearsal)
  await host.prepare(rehearsal.starts, rehearsal.world)
  const player = new StepPlayer(rehearsal, host)
  const steps: PlayedStep[] = []
  for (const step of rehearsal.steps) {
    const played = await player.play(step).catch((error: unknown) => broken(step, error))
    steps.push(played)
    listener.played?.(played, rehearsal)
    if (played.failures.length > 0 && !keepGoing) break
  }
  return {
    rehearsal,
    steps,
    failures: steps.flatMap(({ failures }) => failures),
    cases: player.cases,
  }
}

/** An error that interrupts a step is also reported with its place. */
function broken(step: Step, error: unknown): PlayedStep {
  const interrupted =
    error instanceof Unplayable ? error.words : asIs(error instanceof Error ? error.message : String(error))
  const expected = { zh: '步骤可以执行', en: 'the step to be played' }
  const failure = { spot: step.spot, expected, found: interrupted }
  return { step, answer: null, case: null, failures: [failure], interrupted }
}
