/** Messages that are no acts: kept for people to look at, a few at a time. */
import { log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { LocalActivities } from './local-activities.ts'

const { recordDeadLetters } = proxyLocalActivities<Pick<Activities, 'recordDeadLetters'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

/** Letters of one call: each may be as large as an act. */
const BATCH = 10

export interface Letter {
  /** Name of the signal. */
  name: string
  reason: string
  payload: unknown[]
  /** Event of the history that brought it. */
  eventId: number
  /** Business time. */
  at: Instant
}

export class DeadLetters {
  private readonly caseId: CaseId
  private readonly activities: LocalActivities
  private waiting: Letter[] = []

  constructor(caseId: CaseId, activities: LocalActivities) {
    this.caseId = caseId
    this.activities = activities
  }

  /** Resolves when the letter is kept. Never throws: nothing a sender does may stop the case. */
  async add(letter: Letter): Promise<void> {
    this.waiting.push(letter)
    await this.activities.run(() => this.flush())
  }

  private async flush(): Promise<void> {
    const letters = this.waiting.splice(0, BATCH)
    if (letters.length === 0) return
    const { runId } = workflowInfo()
    try {
      await recordDeadLetters(
        letters.map(({ eventId, ...letter }) => ({
          ...letter,
          caseId: this.caseId,
          kind: 'signal',
          // The same for the same message, however often its task is run again.
          effectKey: `${runId}/${eventId}`,
        })),
      )
    } catch (error) {
      log.error('dead letters were not kept', { count: letters.length, error: String(error) })
    }
  }
}
