/**
 * Runs one local activity at a time. On replay the SDK returns the results of parallel local activities in the order of their start,
 * not of their end. The following commands would then come in another order, and the history could not be replayed.
 */
import { Lock } from './lock.ts'
import { TaskOutput } from './task-output.ts'

export class LocalActivities {
  private readonly lock = new Lock()
  private readonly output = new TaskOutput()

  /** Starts it when the earlier ones have ended and the workflow task has room for its result. */
  run<T>(activity: () => Promise<T>): Promise<T> {
    return this.lock.run(async () => {
      if (this.output.isFull()) await this.output.nextTask()
      const result = await activity()
      this.output.add(result)
      return result
    })
  }
}
