import type { PersonId } from '../values/ids.ts'

/** Who took which task, gave it back, or was given it. With version 2 a claim is open until an event ends it. */
export type TaskEvent =
  | { type: 'taskClaimed'; v: 1 | 2; task: string }
  | { type: 'taskReleased'; v: 1; task: string }
  | { type: 'taskReassigned'; v: 1 | 2; task: string; from: PersonId | null; to: PersonId; reasons: string }
  /** The task is over, made out to somebody, or barred to its holder. */
  | { type: 'taskClaimEnded'; v: 1; task: string }
