import type { PersonId } from '../ids.ts'

/** Who took which task, gave it back, or was given it. */
export type TaskEvent =
  | { type: 'taskClaimed'; v: 1; task: string }
  | { type: 'taskReleased'; v: 1; task: string }
  | { type: 'taskReassigned'; v: 1; task: string; from: PersonId | null; to: PersonId; reasons: string }
