import type { PersonId } from '../values/ids.ts'

/** A person has claimed a task. The claim ends with the task. */
export interface TaskClaim {
  task: string
  person: PersonId
}
