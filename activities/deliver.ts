/** Delivers the notices of the outbox. An attempt may be repeated; receivers drop repetitions by the id, which never changes. */
import { claimDue, type DueNotice, markUnsent, nextAttempt, putOff } from '#db/outbox.ts'
import { nextPlanned, releasePlannedNotices } from '#db/planned.ts'
import type { Channel } from '#db/schema/outbox.ts'
import { NO_PREFERENCES, type OfficeHours, timingOf } from '#domain/engine/notice-timing.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import type { Attempt } from './attempt.ts'
import { DELAYS_MS } from './back-off.ts'
import { messageContent } from './channel.ts'
import { deliverDigests } from './digest.ts'
import { nextStepOf } from './next-step.ts'
import { createOfficeHours } from './office-hours.ts'
import { isOutdated } from './outdated.ts'
import { type SendDeps, sendAndMark } from './sending.ts'

/** Notices taken at once: few enough that all are tried before the next attempt of the first one is due. */
const BATCH = 8
/** Notices of one call at most, so that the activity stays short; the workflow then calls again. */
const CALL_MAX = 480

export interface Delivered {
  /** Business time of the next attempt; null when nothing waits. */
  nextAttemptAt: Instant | null
  delivered: number
  failed: number
}

export type { Senders } from './sending.ts'

/** The caller's side: it receives heartbeats and can ask the delivery to stop. */
export interface Supervision {
  heartbeat: () => void
  isStopping: () => boolean
}

const ALONE: Supervision = { heartbeat: () => undefined, isStopping: () => false }

export const createDeliverDue = (deps: SendDeps) => {
  const officeHoursAt = createOfficeHours(deps)
  return async ({ now }: { now: Instant }, supervision = ALONE): Promise<Delivered> => {
    const channels = Object.keys(deps.senders) as Channel[]
    const counts = { delivered: 0, failed: 0 }
    if (channels.length === 0) return { nextAttemptAt: null, ...counts }
    const count = (statuses: readonly (Attempt['status'] | null)[]): void => {
      for (const status of statuses) if (status) counts[status === 'accepted' ? 'delivered' : 'failed'] += 1
      supervision.heartbeat()
    }
    await releaseAllPlannedNotices(deps, now)
    for (let taken = 0; taken < CALL_MAX && !supervision.isStopping(); ) {
      const batch = await claimDue(deps.pool, { now, channels, limit: BATCH, delaysMs: DELAYS_MS })
      if (batch.length === 0) break
      taken += batch.length
      // Read the calendar only when somebody has preferences: most people have none.
      const office = batch.some(({ preferences }) => preferences) ? await officeHoursAt(now) : null
      count(await Promise.all(batch.map((notice) => deliver(deps, notice, { now, office }))))
    }
    if (deps.senders.mail)
      await deliverDigests(deps, { now, officeHoursAt, count, isStopping: supervision.isStopping })
    return {
      nextAttemptAt: await firstOf(nextAttempt(deps.pool, channels), nextPlanned(deps.pool, deps.kinds)),
      ...counts,
    }
  }
}

async function releaseAllPlannedNotices({ pool, kinds, senders }: SendDeps, now: Instant): Promise<void> {
  const hasWebhook = senders.webhook !== undefined
  while ((await releasePlannedNotices(pool, { kinds, now, limit: BATCH, hasWebhook })) === BATCH);
}

async function firstOf(...moments: Promise<Instant | null>[]): Promise<Instant | null> {
  const known = (await Promise.all(moments)).filter((at) => at !== null)
  return known.toSorted()[0] ?? null
}

/** Null: it was not sent, and that was no failure. */
async function deliver(
  deps: SendDeps,
  notice: DueNotice,
  { now, office }: { now: Instant; office: OfficeHours | null },
): Promise<Attempt['status'] | null> {
  const { id, messageId, payload, preferences, person } = notice
  if (isOutdated(deps.kinds, notice, dateOf(now))) {
    await markUnsent(deps.pool, id, 'lapsed')
    return null
  }
  // Preferences hold for the first attempt only: a retry is late already.
  if (preferences && office && notice.attempts === 1 && deps.kinds.find(payload.caseId)) {
    const timing = timingOf(nextStepOf(deps.kinds, payload).group, preferences, { ...office, now })
    if (timing.kind === 'muted') await markUnsent(deps.pool, id, 'muted')
    if (timing.kind === 'later') await putOff(deps.pool, id, timing)
    if (timing.kind !== 'now') return null
  }
  const { language } = preferences ?? NO_PREFERENCES
  return sendAndMark(deps, [notice], {
    now,
    message: () => ({
      id: messageId,
      person,
      language,
      payloads: [messageContent(deps.kinds, notice)],
      at: now,
    }),
  })
}
