/** A waiting line per case: the server takes few acts of one case at once, and is slowest when pressed. */
import { later } from '../problem.ts'

interface Line {
  active: number
  waiting: (() => void)[]
}

export interface Ticket {
  /** True when it is its holder's turn already. */
  readonly isFirst: boolean
  readonly turn: Promise<void>
  /** Gives the place to the next one. To be called once, whatever happened. */
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

  /** Whether the next one would be turned away. */
  isFull(caseId: string): boolean {
    const line = this.lines.get(caseId)
    return line !== undefined && line.active >= this.activeMax && line.waiting.length >= this.waitingMax
  }

  /** Joins the line of a case; too long a line is a problem for the caller, who may come again. */
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
      // Whoever leaves before it was called still takes its turn, and passes it on at once.
      void turn.then(pass)
    }
  }
}
