/**
 * One local activity at a time. Of several that ran side by side, the SDK hands out the results on replay in the order in
 * which they were begun, not in that in which they ended: what followed from them would come in another order, and the
 * history could not be replayed.
 */
import { Lock } from './lock.ts'
import { TaskOutput } from './task-output.ts'

export class LocalActivities {
  private readonly lock = new Lock()
  private readonly output = new TaskOutput()

  /** Begins it when those before have ended and the task has room for its result. */
  run<T>(activity: () => Promise<T>): Promise<T> {
    return this.lock.run(async () => {
      if (this.output.isFull()) await this.output.nextTask()
      const result = await activity()
      this.output.add(result)
      return result
    })
  }
}
