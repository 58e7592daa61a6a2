/** One queue per case: Temporal accepts few concurrent acts of one case, and gets slower near its limit. */
import { later } from '../problem.ts'

interface Line {
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
  private readonly lines = new Map<string, Line>()
  private readonly activeMax: number
  private readonly waitingMax: number

  constructor(activeMax: number, waitingMax: number) {
    this.activeMax = activeMax
    this.waitingMax = waitingMax
  }

  /** Whether the next act would be refused. */
  isFull(caseId: string): boolean {
    const line = this.lines.get(caseId)
    return line !== undefined && line.active >= this.activeMax && line.waiting.length >= this.waitingMax
  }

  /** Joins the queue of a case. Throws a Problem if the queue is full; the caller may retry later. */
  join(caseId: string): Ticket {
    const line = this.lines.get(caseId) ?? { active: 0, waiting: [] }
    const isFirst = line.active < this.activeMax
    if (!isFirst && line.waiting.length >= this.waitingMax) throw later('rate-limited', 2)
    this.lines.set(caseId, line)
    const turn = isFirst ? Promise.resolve() : new Promise<void>((resolve) => line.waiting.push(resolve))
    if (isFirst) line.active += 1
    return { isFirst, turn, leave: this.leaver(caseId, line, turn) }
  }

  /** How many wait, over all cases. */
  get waiting(): number {
    return [...this.lines.values()].reduce((sum, { waiting }) => sum + waiting.length, 0)
  }

  private leaver(caseId: string, line: Line, turn: Promise<void>): () => void {
    let left = false
    const pass = (): void => {
      const next = line.waiting.shift()
      if (next) next()
      else line.active -= 1
      if (line.active === 0 && line.waiting.length === 0) this.lines.delete(caseId)
    }
    return () => {
      if (left) return
      left = true
      // A ticket that leaves before its turn passes the place on when its turn comes.
      void turn.then(pass)
    }
  }
}
