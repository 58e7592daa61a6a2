/** Delivering digests: what a person hears of in a day, in one mail. */
import { claimDigest, type DigestNotice } from '#db/digests.ts'
import { markUnsent } from '#db/outbox.ts'
import type { Instant } from '#domain/plain-date.ts'
import { NO_PREFERENCES } from '#domain/project/notice-timing.ts'
import type { Attempt } from './attempt.ts'
import { DELAYS_MS } from './back-off.ts'
import { toldBy } from './channel.ts'
import { isOutdated } from './outdated.ts'
import { type SendDeps, sendAndMark } from './sending.ts'

interface Round {
  now: Instant
  count: (statuses: readonly Attempt['status'][]) => void
  isStopping: () => boolean
}

export async function deliverDigests(deps: SendDeps, { now, count, isStopping }: Round): Promise<void> {
  while (!isStopping()) {
    const due = await claimDigest(deps.pool, { now, delaysMs: DELAYS_MS })
    if (due.length === 0) return
    // One that failed before keeps its id and its notices; newer ones make a digest of their own.
    for (const id of new Set(due.map(({ digestId }) => digestId))) {
      const notices = due.filter(({ digestId }) => digestId === id)
      count(await deliverDigest(deps, notices, now))
    }
  }
}

/** A digest of nothing is not sent. */
async function deliverDigest(
  deps: SendDeps,
  notices: readonly DigestNotice[],
  now: Instant,
): Promise<Attempt['status'][]> {
  for (const { id } of notices.filter(isOutdated)) await markUnsent(deps.pool, id, 'lapsed')
  const [first, ...rest] = notices.filter((notice) => !isOutdated(notice)).toSorted(byTime)
  if (!first) return []
  const { language } = first.preferences ?? NO_PREFERENCES
  const payloads = [toldBy(first), ...rest.map(toldBy)] as const
  const { digestId: id, person } = first
  const message = { id, person, language, payloads: [...payloads] as const, at: now }
  return [await sendAndMark(deps, [first, ...rest], { now, message })]
}

const byTime = (a: DigestNotice, b: DigestNotice): number => (a.payload.at < b.payload.at ? -1 : 1)
