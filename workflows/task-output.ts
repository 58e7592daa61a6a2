/**
 * Bounds what one workflow task answers with. Every local activity leaves its result in the answer, and the server
 * takes 4 MB: a task that answers with more is tried again for ever.
 */
import { patched, sleep, workflowInfo } from '@temporalio/workflow'

/** Bytes of results, and their number. The result that crosses the bound is at most as large as an act may be. */
const BYTES_MAX = 1_048_576
const RESULTS_MAX = 200

/** Histories of before ended a task by its UTF-16 units, of which Chinese has a third as many (docs/adr/0027). */
const COUNTS_BYTES = '2026-11-task-output-in-bytes'
const utf8 = new TextEncoder()

export class TaskOutput {
  private taskAtLength = -1
  private units = 0
  private bytes = 0
  private results = 0

  /** The task holds enough: what follows is for the next one. */
  isFull(): boolean {
    if (!this.isSameTask()) return false
    const wasFull = this.units >= BYTES_MAX || this.results >= RESULTS_MAX
    // Asked only where it makes a difference, so that hardly any run has its mark.
    return wasFull || (this.bytes >= BYTES_MAX && patched(COUNTS_BYTES))
  }

  /** Ends this task. */
  nextTask(): Promise<void> {
    return sleep(1, { summary: '本次任务已满 this task is full' })
  }

  /** Counts the result of a local activity. The first of a task is not measured: most tasks have no other. */
  add(result: unknown): void {
    if (!this.isSameTask()) {
      this.taskAtLength = workflowInfo().historyLength
      this.units = 0
      this.bytes = 0
      this.results = 0
    }
    this.results += 1
    if (this.results === 1) return
    const json = JSON.stringify(result) ?? ''
    this.units += json.length
    this.bytes += utf8.encode(json).length
  }

  private isSameTask(): boolean {
    return this.taskAtLength === workflowInfo().historyLength
  }
}
