/**
 * Cases that were rehosted and that no worker has loaded yet. Their tasks wait in the same queue as people's acts, so this backlog
 * is kept short. Temporal's own backlog also counts tasks that fail again and again, which rehosting ends.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'
import { loadedCases } from '#db/rehosted-cases.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'

const LENGTH_MAX = 32
const POLL_INTERVAL_MS = 100
/** A case leaves the backlog after this time, so that it does not block the others. */
const WAIT_MS_MAX = 10_000

export class RehostingBacklog {
  private readonly pool: Pool
  private readonly waiting = new Map<CaseId, { atReal: Instant; untilMs: number }>()
  private looking: Promise<void> | undefined

  constructor(pool: Pool) {
    this.pool = pool
  }

  /** A case was rehosted; `atReal` is when that was noted. */
  add(caseId: CaseId, atReal: Instant): void {
    this.waiting.set(caseId, { atReal, untilMs: performance.now() + WAIT_MS_MAX })
  }

  /** Resolves when there is room for one more. */
  async room(): Promise<void> {
    while (this.waiting.size >= LENGTH_MAX) {
      this.looking ??= this.look().finally(() => {
        this.looking = undefined
      })
      await this.looking
    }
  }

  private async look(): Promise<void> {
    await sleep(POLL_INTERVAL_MS)
    const noted = [...this.waiting].map(([caseId, { atReal }]) => ({ caseId, atReal }))
    for (const caseId of await loadedCases(this.pool, noted)) this.waiting.delete(caseId)
    for (const [caseId, { untilMs }] of this.waiting) {
      if (untilMs < performance.now()) this.waiting.delete(caseId)
    }
  }
}
