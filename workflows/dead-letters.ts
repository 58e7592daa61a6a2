/** Messages that are no acts: kept for people to look at, a few at a time. */
import { log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import type { CaseId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import { Lock } from './lock.ts'
import { TaskOutput } from './task-output.ts'

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
  private readonly lock = new Lock()
  private readonly output = new TaskOutput()
  private waiting: Letter[] = []

  constructor(caseId: CaseId) {
    this.caseId = caseId
  }

  /** Resolves when the letter is kept. Never throws: nothing a sender does may stop the case. */
  async add(letter: Letter): Promise<void> {
    this.waiting.push(letter)
    await this.lock.run(() => this.flush())
  }

  private async flush(): Promise<void> {
    const letters = this.waiting.splice(0, BATCH)
    if (letters.length === 0) return
    await this.output.room()
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
    this.output.add(undefined)
  }
}
