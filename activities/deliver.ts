/** Delivering what the outbox holds. An attempt may be repeated, its effect may not: ids never change. */
import type { Pool } from '#db/connect.ts'
import { claimDue, type DueNotice, markDelivered, markFailed, markUnsent, nextAttempt } from '#db/outbox.ts'
import { nextPlanned, tellPlanned } from '#db/planned.ts'
import type { Channel } from '#db/schema/outbox.ts'
import { storable } from '#db/storable.ts'
import type { Instant } from '#domain/plain-date.ts'
import { stillHolds } from '#domain/project/deadline-notices.ts'
import type { Attempt } from './attempt.ts'
import { DELAYS_MS, isLastAttempt } from './back-off.ts'

/** Notices under way at once. */
const BATCH = 16
/** Notices of one call: then the workflow calls again, and its activity stays short. */
const CALL_MAX = 480
/** Longer than the transports' own limits, which count silence only. */
const ATTEMPT_TIMEOUT_MS = 25_000
const ERROR_LENGTH_MAX = 300

export interface Delivered {
  /** Business time of the next attempt; null when nothing waits. */
  nextAttemptAt: Instant | null
  delivered: number
  failed: number
}

export type Senders = Partial<Record<Channel, (notice: DueNotice) => Promise<Attempt>>>

export interface DeliverDeps {
  pool: Pool
  /** A channel without a sender is not configured: its notices wait. */
  senders: Senders
  onAttempt?: (channel: Channel, status: Attempt['status']) => void
}

/** Whoever runs it: told that it is alive, asked whether to go on. */
export interface Supervision {
  heartbeat: () => void
  isStopping: () => boolean
}

const ALONE: Supervision = { heartbeat: () => undefined, isStopping: () => false }

export const createDeliverDue =
  (deps: DeliverDeps) =>
  async ({ now }: { now: Instant }, supervision = ALONE): Promise<Delivered> => {
    const channels = Object.keys(deps.senders) as Channel[]
    const counts = { delivered: 0, failed: 0 }
    if (channels.length === 0) return { nextAttemptAt: null, ...counts }
    await tellAllPlanned(deps, now)
    for (let taken = 0; taken < CALL_MAX && !supervision.isStopping(); ) {
      const batch = await claimDue(deps.pool, { now, channels, limit: BATCH, delaysMs: DELAYS_MS })
      if (batch.length === 0) break
      taken += batch.length
      const attempts = await Promise.all(batch.map((notice) => attempt(deps, notice, now)))
      for (const status of attempts) if (status) counts[status === 'delivered' ? 'delivered' : 'failed'] += 1
      supervision.heartbeat()
    }
    return {
      nextAttemptAt: await firstOf(nextAttempt(deps.pool, channels), nextPlanned(deps.pool)),
      ...counts,
    }
  }

async function tellAllPlanned({ pool, senders }: DeliverDeps, now: Instant): Promise<void> {
  const hasWebhook = senders.webhook !== undefined
  while ((await tellPlanned(pool, { now, limit: BATCH, hasWebhook })) === BATCH);
}

async function firstOf(...moments: Promise<Instant | null>[]): Promise<Instant | null> {
  const known = (await Promise.all(moments)).filter((at) => at !== null)
  return known.toSorted()[0] ?? null
}

async function attempt({ pool, senders, onAttempt }: DeliverDeps, notice: DueNotice, now: Instant) {
  const { id, channel, attempts } = notice
  if (isOutdated(notice)) {
    await markUnsent(pool, id, 'lapsed')
    return null
  }
  const result = await withinTime(senders[channel]?.(notice))
  onAttempt?.(channel, result.status)
  if (result.status === 'delivered') await markDelivered(pool, id, now)
  else {
    const error = storable(result.error).slice(0, ERROR_LENGTH_MAX)
    await markFailed(pool, id, { error, dead: result.status === 'dead' || isLastAttempt(attempts) })
  }
  return result.status
}

/** It may have waited: for a mail server that was down, or for its recipient's morning. */
function isOutdated({ state, payload: { event, deadline } }: DueNotice): boolean {
  if (!state || !deadline || (event !== 'deadlineNear' && event !== 'deadlineEscalated')) return false
  return !stillHolds(state, { event, deadline })
}

async function withinTime(sending: Promise<Attempt> | undefined): Promise<Attempt> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Attempt>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'failed', error: 'no answer in time' }), ATTEMPT_TIMEOUT_MS)
  })
  try {
    return await Promise.race([sending ?? tooLate, tooLate])
  } catch (error) {
    return { status: 'failed', error: String(error) }
  } finally {
    clearTimeout(timer)
  }
}
