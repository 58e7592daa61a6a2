/** One queue per case: Temporal accepts few concurrent acts of one case, and gets slower near its limit. */
import { later } from '../problem.ts'

interface Queue {
  active: number
  waiting: (() => void)[]
}

export interface Ticket {
  /** True when the ticket need not wait. */
  readonly isFirst: boolean
  readonly turn: Promise<void>
  /** Passes the place to the next ticket. Call it exactly once, also after an error. */
  leave(): void
}

export class CaseQueue {
  private readonly queues = new Map<string, Queue>()
  private readonly activeMax: number
  private readonly waitingMax: number

  constructor(activeMax: number, waitingMax: number) {
    this.activeMax = activeMax
    this.waitingMax = waitingMax
  }

  /** Whether the next act would be refused. */
  isFull(caseId: string): boolean {
    const queue = this.queues.get(caseId)
    return queue !== undefined && queue.active >= this.activeMax && queue.waiting.length >= this.waitingMax
  }

  /** Joins the queue of a case. Throws a Problem if the queue is full; the caller may retry later. */
  join(caseId: string): Ticket {
    const queue = this.queues.get(caseId) ?? { active: 0, waiting: [] }
    const isFirst = queue.active < this.activeMax
    if (!isFirst && queue.waiting.length >= this.waitingMax) throw later('rate-limited', 2)
    this.queues.set(caseId, queue)
    const turn = isFirst ? Promise.resolve() : new Promise<void>((resolve) => queue.waiting.push(resolve))
    if (isFirst) queue.active += 1
    return { isFirst, turn, leave: this.leaver(caseId, queue, turn) }
  }

  /** How many wait, over all cases. */
  get waiting(): number {
    return [...this.queues.values()].reduce((sum, { waiting }) => sum + waiting.length, 0)
  }

  private leaver(caseId: string, queue: Queue, turn: Promise<void>): () => void {
    let left = false
    const pass = (): void => {
      const next = queue.waiting.shift()
      if (next) next()
      else queue.active -= 1
      if (queue.active === 0 && queue.waiting.length === 0) this.queues.delete(caseId)
    }
    return () => {
      if (left) return
      left = true
      // A ticket that leaves before its turn passes the place on when its turn comes.
      void turn.then(pass)
    }
  }
}
