/**
 * The outbox: delivers mails and webhooks in its own workflow, so that a failing receiver blocks no case. Its rows are written in
 * the transaction that records the event. The times of further attempts are in the rows, too, in business time.
 */
import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import { msOf } from '#domain/values/plain-date.ts'
import { businessNow } from './clock.ts'

export const wakeSignal = defineSignal('poke')
/** How far business time is ahead of this execution's own, in milliseconds; null before it is known. */
export const clockOffsetQuery = defineQuery<number | null>('clockOffsetMs')

const { deliverDue } = proxyActivities<Pick<Activities, 'deliverDue'>>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
  summary: '发送到期通知 deliver what is due',
})
const { loadOutboxClock } = proxyLocalActivities<Pick<Activities, 'loadOutboxClock'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '50ms', maximumInterval: '5s' },
})

/** Runs for ever; one per installation, workflow id `outbox`. */
export async function outbox(): Promise<void> {
  let woken = true
  let offsetMs: number | null = null
  setHandler(wakeSignal, () => {
    woken = true
  })
  setHandler(clockOffsetQuery, () => offsetMs)
  // Drop unknown signals, which would otherwise be buffered for ever.
  setDefaultSignalHandler(() => undefined)
  const isNewExecution = workflowInfo().continuedFromExecutionRunId === undefined
  const { clockOffsetMs } = await loadOutboxClock({ isNewExecution })
  offsetMs = clockOffsetMs
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    woken = false
    const { nextAttemptAt } = await deliverDue({ now: businessNow(clockOffsetMs) })
    const isWoken = (): boolean => woken
    if (nextAttemptAt === null) {
      await condition(isWoken)
    } else {
      const waitMs = Math.max(1, msOf(nextAttemptAt) - msOf(businessNow(clockOffsetMs)))
      await condition(isWoken, waitMs, { summary: `下次尝试 next attempt ${nextAttemptAt}` })
    }
  }
  await continueAsNew<typeof outbox>()
}
