/**
 * When a run has to end: before the server's limits (2,000 updates, 10,000 signals a run), when it suggests so, and
 * by force when a flood of messages never lets it fall quiet.
 */
import { workflowInfo } from '@temporalio/workflow'

const COMMANDS_MAX = 1_500

export class RunLimits {
  private commands = 0
  private deadLetters = 0
  private recordedAtLength = -1
  private suggestedAtLength: number | null = null

  countRecorded(): void {
    this.commands += 1
    this.recordedAtLength = workflowInfo().historyLength
  }

  recordedAny(): boolean {
    return this.commands > 0
  }

  nextDeadLetter(): number {
    this.deadLetters += 1
    return this.deadLetters
  }

  reached(): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo()
    if (continueAsNewSuggested) this.suggestedAtLength ??= historyLength
    return continueAsNewSuggested || this.commands + this.deadLetters >= COMMANDS_MAX
  }

  /** True in the task that recorded last: if it were lost now, the record would know more than the history. */
  recordedInThisTask(): boolean {
    return this.recordedAtLength === workflowInfo().historyLength
  }

  forced(): boolean {
    this.reached()
    return this.suggestedAtLength !== null && workflowInfo().historyLength > 2 * this.suggestedAtLength
  }
}
