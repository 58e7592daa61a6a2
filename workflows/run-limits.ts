/**
 * When a run must end: before the server's limits (2,000 updates, 10,000 signals per run), and when the server suggests it. Every
 * message counts, also a refused one.
 */
import { workflowInfo } from '@temporalio/workflow'

const MESSAGES_MAX = 1_500

export class RunLimits {
  private messages = 0
  private hasRecorded = false
  private recordedAtLength = -1

  countMessage(): void {
    this.messages += 1
  }

  countRecorded(): void {
    this.hasRecorded = true
    this.recordedAtLength = workflowInfo().historyLength
  }

  recordedAny(): boolean {
    return this.hasRecorded
  }

  reached(): boolean {
    return workflowInfo().continueAsNewSuggested || this.messages >= MESSAGES_MAX
  }

  /** True in the task that recorded last. If this task were lost now, the record would have events that the history lacks. */
  recordedInThisTask(): boolean {
    return this.recordedAtLength === workflowInfo().historyLength
  }
}
