/** People who act on cases, one act after another, and how long each of them waits for an outcome. */
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile, timed } from '../../bench/statistics.ts'
import type { Authority, SentAct } from '../faults/authority.ts'
import type { OpenCase } from '../faults/hosting-drill.ts'

const PEOPLE = 4
/** Between two acts of a person. */
const THINKING_MS = 500
/** An act without an outcome after this time counts as unanswered. */
const OUTCOME_MS_MAX = 180_000

export class PeopleAtWork {
  readonly acts: SentAct[] = []
  private readonly waitedMs: number[] = []
  private begun = 0
  private isRunning = true
  private readonly work: Promise<unknown>

  constructor(authority: Authority, cases: readonly OpenCase[]) {
    this.work = Promise.all(
      Array.from({ length: PEOPLE }, (_, person) =>
        this.keepActing(
          authority,
          cases.filter((_one, index) => index % PEOPLE === person),
        ),
      ),
    )
  }

  private async keepActing(authority: Authority, cases: readonly OpenCase[]): Promise<void> {
    for (let n = 0; this.isRunning; n += 1) {
      const one = cases[n % cases.length]
      if (!one) return
      this.begun += 1
      const waited = await timed(async () => {
        this.acts.push(await authority.actUntilAnswered(one))
      })
      this.waitedMs.push(waited)
      await sleep(THINKING_MS)
    }
  }

  /** Starts no new acts, and waits for the outcomes of the current ones. */
  async finish(): Promise<void> {
    this.isRunning = false
    await Promise.race([this.work, sleep(OUTCOME_MS_MAX, undefined, { ref: false })])
  }

  get unanswered(): number {
    return this.begun - this.acts.length
  }

  get summary(): string {
    const [p50, p95, max] = [0.5, 0.95, 1].map((share) => (quantile(this.waitedMs, share) / 1000).toFixed(2))
    return `acts of people meanwhile: ${this.acts.length}, until the outcome p50 ${p50} s, p95 ${p95} s, max ${max} s`
  }
}
