/**
 * The outbox: delivers mails and webhooks, apart from every case, so that a failing receiver blocks none. Its rows
 * are written in the transaction that records the event; next attempts are rows too, in business time.
 */
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from '#activities/index.ts'
import { msOf } from '#domain/plain-date.ts'
import { businessNow } from './clock.ts'

export const pokeSignal = defineSignal('poke')

export interface OutboxInput {
  clockOffsetMs: number
}

const { deliverDue } = proxyActivities<Pick<Activities, 'deliverDue'>>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
  summary: 'deliver what is due',
})

/** Runs for ever; one per installation, workflow id `outbox`. */
export async function outbox(input: OutboxInput): Promise<void> {
  let poked = true
  setHandler(pokeSignal, () => {
    poked = true
  })
  // Somebody's misdirected signal must not be buffered for ever.
  setDefaultSignalHandler(() => undefined)
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    poked = false
    const { nextAttemptAt } = await deliverDue({ now: businessNow(input.clockOffsetMs) })
    const isPoked = (): boolean => poked
    if (nextAttemptAt === null) {
      await condition(isPoked)
    } else {
      const waitMs = Math.max(1, msOf(nextAttemptAt) - msOf(businessNow(input.clockOffsetMs)))
      await condition(isPoked, waitMs, { summary: `next attempt ${nextAttemptAt}` })
    }
  }
  await continueAsNew<typeof outbox>(input)
}
