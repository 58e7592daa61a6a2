/** Stores messages that cannot be processed as dead letters, in small batches. */
import { log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { LocalActivities } from './local-activities.ts'

const { recordDeadLetters } = proxyLocalActivities<Pick<Activities, 'recordDeadLetters'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

/** Dead letters of one call: each may be as large as an act. */
const BATCH = 10

export interface Letter {
  /** Name of the signal. */
  name: string
  reason: string
  payload: unknown[]
  /** Number of its event in the history. */
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

  /** Resolves when the letter is stored. Never throws, so that no sender can stop the case. */
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
          // The same for the same message, also when its workflow task is retried.
          effectKey: `${runId}/${eventId}`,
        })),
      )
    } catch (error) {
      log.error('dead letters were not stored', { count: letters.length, error: String(error) })
    }
  }
}
