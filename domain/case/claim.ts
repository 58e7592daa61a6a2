import type { PersonId } from '../values/ids.ts'

/** A task that somebody took. It ends with the task. */
export interface TaskClaim {
  task: string
  person: PersonId
}
