/** Plays a rehearsal in a world, step by step, and compares what it expects with what can be seen. */
import type { ProjectId } from '#domain/ids.ts'
import { readRehearsal } from './read-rehearsal.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Stage } from './stage.ts'
import { type PlayedStep, StepPlayer } from './step-player.ts'

export interface Outcome {
  rehearsal: Rehearsal
  steps: PlayedStep[]
  /** `file:line: expected …, found …`; empty when everything came as expected. */
  failures: string[]
  /** Project ids by alias. */
  projects: ReadonlyMap<string, ProjectId>
}

export interface Listener {
  began?(rehearsal: Rehearsal): void
  played?(step: PlayedStep): void
}

/**
 * Plays the file to its end, or to the first step that does not come as expected: what follows would rest on it.
 * Throws `UnreadableFile` before anything is played when the file does not make sense.
 */
export async function rehearse(file: string, stage: Stage, listener: Listener = {}): Promise<Outcome> {
  const rehearsal = readRehearsal(file)
  listener.began?.(rehearsal)
  await stage.prepare(rehearsal.starts, rehearsal.world)
  const player = new StepPlayer(rehearsal, stage)
  const steps: PlayedStep[] = []
  for (const step of rehearsal.steps) {
    const played = await player.play(step)
    steps.push(played)
    listener.played?.(played)
    if (played.failures.length > 0) break
  }
  return {
    rehearsal,
    steps,
    failures: steps.flatMap(({ failures }) => failures),
    projects: player.projects,
  }
}
