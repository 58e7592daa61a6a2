/**
 * The line of cases that were hosted afresh and that no worker has come to yet. People's acts stand in it, too, so it is kept
 * short. It is not the engine's own count: that has also the tasks that fail again and again, and hosting ends those.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'
import { begunCases } from '#db/hosting-signals.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'

const LENGTH_MAX = 32
const LOOK_EVERY_MS = 100
/** Longer than that no case holds up the others. */
const PATIENCE_MS = 10_000

export class Line {
  private readonly pool: Pool
  private readonly standing = new Map<CaseId, { atReal: Instant; untilMs: number }>()
  private looking: Promise<void> | undefined

  constructor(pool: Pool) {
    this.pool = pool
  }

  /** A case was hosted; `atReal` is when that was noted. */
  add(caseId: CaseId, atReal: Instant): void {
    this.standing.set(caseId, { atReal, untilMs: performance.now() + PATIENCE_MS })
  }

  /** Resolves when there is room for one more. */
  async room(): Promise<void> {
    while (this.standing.size >= LENGTH_MAX) {
      this.looking ??= this.look().finally(() => {
        this.looking = undefined
      })
      await this.looking
    }
  }

  private async look(): Promise<void> {
    await sleep(LOOK_EVERY_MS)
    const noted = [...this.standing].map(([caseId, { atReal }]) => ({ caseId, atReal }))
    for (const caseId of await begunCases(this.pool, noted)) this.standing.delete(caseId)
    for (const [caseId, { untilMs }] of this.standing) {
      if (untilMs < performance.now()) this.standing.delete(caseId)
    }
  }
}
