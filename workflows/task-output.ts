/**
 * Limits the size of the answer of one workflow task. The answer contains the result of every local activity, and the server accepts
 * 4 MB: a task with a larger answer is retried for ever.
 */
import { patched, sleep, workflowInfo } from '@temporalio/workflow'

/** Bytes of results, and their number. The result that crosses the bound is at most as large as an act may be. */
const BYTES_MAX = 1_048_576
const RESULTS_MAX = 200

/** Older histories counted UTF-16 units, of which Chinese text has a third of its bytes (docs/adr/0027). */
const COUNTS_BYTES = '2026-11-task-output-in-bytes'
const utf8 = new TextEncoder()

export class TaskOutput {
  private taskAtLength = -1
  private units = 0
  private bytes = 0
  private results = 0

  /** The limit is reached: further results must wait for the next task. */
  isFull(): boolean {
    if (!this.isSameTask()) return false
    const wasFull = this.units >= BYTES_MAX || this.results >= RESULTS_MAX
    // `patched` is called only where both counts differ, so that few runs have its marker.
    return wasFull || (this.bytes >= BYTES_MAX && patched(COUNTS_BYTES))
  }

  /** Ends this task. */
  nextTask(): Promise<void> {
    return sleep(1, { summary: '本次任务已满 this task is full' })
  }

  /** Counts the result of a local activity. The first result of a task is not measured, because most tasks have only one. */
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
