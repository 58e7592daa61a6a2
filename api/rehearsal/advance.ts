/**
 * Advances a world: moves all its cases and the outbox to the same instant, one due date after the other, so that no effect comes before
 * its cause. The clock of the world is set afterwards.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { listPendingFactChanges, nextInForceAt } from '#db/intake/pending-fact-changes.ts'
import { readOffset, writeOffset } from '#db/intake/world-clock.ts'
import { listLateCases, nextDueAt, openClocks } from '#db/queries/clocks.ts'
import { dateOf, type Instant, instant, msOf, type PlainDate } from '#domain/values/plain-date.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'
import { broadcastFactChanges } from '../admin/facts-changed.ts'
import { Problem } from '../problem.ts'
import { fastForward } from './fast-forward.ts'
import { outboxExecution } from './outbox-clock.ts'

const CONCURRENCY = 16
/** How long a case may take to record passed deadlines, because it may wait for requests first. */
const SETTLE_MS = 30_000
const POLL_INTERVAL_MS = 15
/** Added to the first moment of a version's day, because the clocks of the cases and of the world differ by some milliseconds. */
const CLOCKS_DIFFER_MS = 1_000

interface Parts {
  pool: Pool
  temporal: Client
}

/** Resolves when the whole world is at the target. */
export async function advanceWorld(parts: Parts, target: Instant): Promise<void> {
  for (;;) {
    const offsetMs = await readOffset(parts.pool)
    const nowMs = Date.now() + offsetMs
    await applyFactsInForce(parts, nowMs)
    const targetMs = msOf(target)
    if (nowMs >= targetMs) return
    const stepMs = Math.min(targetMs, ...(await nextMoments(parts.pool, nowMs)))
    await moveOutbox(parts.temporal, stepMs)
    await moveCases(parts, stepMs)
    await settled(parts.pool, instant(stepMs))
    await writeOffset(parts.pool, stepMs - Date.now())
  }
}

/** The times of the next deadline and of the next version of a calendar or a policy. */
async function nextMoments(pool: Pool, nowMs: number): Promise<number[]> {
  const due = await nextDueAt(pool, instant(nowMs))
  const inForce = await nextInForceAt(pool, instant(nowMs - CLOCKS_DIFFER_MS))
  return [...(due ? [msOf(due)] : []), ...(inForce ? [msOf(inForce) + CLOCKS_DIFFER_MS] : [])]
}

/** Signals the versions in force, and waits until every open case has planned its deadlines by them. So they apply from their first day. */
async function applyFactsInForce(parts: Parts, nowMs: number): Promise<void> {
  const on = dateOf(instant(nowMs - CLOCKS_DIFFER_MS))
  const signalled = new Set<string>()
  await broadcastFactChanges(parts, on, ({ caseId }) => signalled.add(caseId))
  if (signalled.size === 0) return
  const isWaiting = async (): Promise<string[]> =>
    (await listPendingFactChanges(parts.pool, { on, after: '', limit: 1_000 }))
      .map(({ caseId }) => caseId)
      .filter((caseId) => signalled.has(caseId))
  await untilNone(isWaiting, (cases) => notPlanned(on, cases))
}

async function moveCases({ pool, temporal }: Parts, stepMs: number): Promise<void> {
  const waiting = (await openClocks(pool)).values()
  const failures: unknown[] = []
  const mover = async (): Promise<void> => {
    for (const execution of waiting) {
      if (failures.length > 0) return
      await fastForward(temporal, execution, stepMs).catch((error: unknown) => failures.push(error))
    }
  }
  // Wait for all movers, also after an error: a mover that is still running would disturb the next advance.
  await Promise.all(Array.from({ length: CONCURRENCY }, mover))
  if (failures.length > 0) throw failures[0]
}

/**
 * Moves the outbox first, because a warning before a deadline needs the state of the case at that time. The outbox is woken, because it
 * may not know the newest notices. It is started if necessary: an outbox that the worker starts while the world moves would have an old
 * clock.
 */
async function moveOutbox(temporal: Client, stepMs: number): Promise<void> {
  await wakeOutbox(temporal)
  await fastForward(temporal, await outboxExecution(temporal), stepMs)
}

/** Resolves when no passed deadline is armed any more: the passing of each is recorded like any act. */
async function settled(pool: Pool, at: Instant): Promise<void> {
  await untilNone(
    () => listLateCases(pool, at),
    (late) => stuck(at, late),
  )
}

async function untilNone(
  look: () => Promise<readonly string[]>,
  problem: (cases: readonly string[]) => Problem,
): Promise<void> {
  const untilMs = Date.now() + SETTLE_MS
  for (;;) {
    const cases = await look()
    if (cases.length === 0) return
    if (Date.now() > untilMs) throw problem(cases)
    await sleep(POLL_INTERVAL_MS)
  }
}

const stuck = (at: Instant, late: readonly string[]): Problem =>
  unavailable({
    en: `Deadlines up to ${at} are not recorded; is a worker running? ${late.join(', ')}`,
    zh: `截至 ${at} 的期限尚未记录，请检查工作进程：${late.join('、')}`,
  })

const notPlanned = (on: PlainDate, cases: readonly string[]): Problem =>
  unavailable({
    en: `Cases have not applied what is in force on ${on}; is a worker running? ${cases.join(', ')}`,
    zh: `${on} 生效的日历或政策尚未采用，请检查工作进程：${cases.join('、')}`,
  })

const unavailable = (detail: { en: string; zh: string }): Problem =>
  new Problem('unavailable', { detail, headers: { 'retry-after': '5' } })
