/** Delivers digests: all notices of a person for one day, in one mail. */
import { claimDigest, type DigestNotice } from '#db/digests.ts'
import { markUnsent } from '#db/outbox.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { isMuted, NO_PREFERENCES, type OfficeHours } from '#domain/engine/notice-timing.ts'
import { dateOf, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { Attempt } from './attempt.ts'
import { DELAYS_MS } from './back-off.ts'
import { messageContent } from './channel.ts'
import { nextStepOf } from './next-step.ts'
import { isOutdated } from './outdated.ts'
import { type SendDeps, sendAndMark } from './sending.ts'

interface DigestRun {
  now: Instant
  officeHoursAt: (now: Instant) => Promise<OfficeHours>
  count: (statuses: readonly Attempt['status'][]) => void
  isStopping: () => boolean
}

export async function deliverDigests(
  deps: SendDeps,
  { now, officeHoursAt, count, isStopping }: DigestRun,
): Promise<void> {
  while (!isStopping()) {
    const due = await claimDigest(deps.pool, { now, delaysMs: DELAYS_MS })
    if (due.length === 0) return
    const { policy } = await officeHoursAt(now)
    // A digest that failed before keeps its id and its notices; newer notices make a new digest.
    for (const id of new Set(due.map(({ digestId }) => digestId))) {
      const notices = due.filter(({ digestId }) => digestId === id)
      count(await deliverDigest(deps, notices, { now, policy }))
    }
  }
}

/** An empty digest is not sent. */
async function deliverDigest(
  deps: SendDeps,
  notices: readonly DigestNotice[],
  { now, policy }: { now: Instant; policy: OfficeHours['policy'] },
): Promise<Attempt['status'][]> {
  const sent: DigestNotice[] = []
  for (const notice of notices) {
    const unsent = whyUnsent(deps.kinds, notice, { policy, on: dateOf(now) })
    if (unsent) await markUnsent(deps.pool, notice.id, unsent)
    else sent.push(notice)
  }
  const [first, ...rest] = sent.toSorted(byTime)
  if (!first) return []
  const { language } = first.preferences ?? NO_PREFERENCES
  const content = (notice: DigestNotice) => messageContent(deps.kinds, notice)
  const { digestId: id, person } = first
  const message = () => ({
    ...{ id, person, language, at: now },
    payloads: [content(first), ...rest.map(content)] as const,
  })
  return [await sendAndMark(deps, [first, ...rest], { now, message })]
}

/**
 * Why the notice is left out. Preferences may have changed since it was put into the digest. A digest that was tried before may
 * have arrived, so its content does not change.
 */
function whyUnsent(
  kinds: Kinds,
  notice: DigestNotice,
  { policy, on }: { policy: OfficeHours['policy']; on: PlainDate },
): 'lapsed' | 'muted' | null {
  if (isOutdated(kinds, notice, on)) return 'lapsed'
  // This program does not know the kind of the case; a newer one may.
  if (!kinds.find(notice.payload.caseId)) return null
  const { group } = nextStepOf(kinds, notice.payload)
  return notice.attempts === 1 && isMuted(group, notice.preferences ?? NO_PREFERENCES, policy)
    ? 'muted'
    : null
}

const byTime = (a: DigestNotice, b: DigestNotice): number => (a.payload.at < b.payload.at ? -1 : 1)
