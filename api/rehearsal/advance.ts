/**
 * Advances a world: all its cases and the outbox to the same instant, due date by due date, so that nothing
 * happens before its cause. The clock of the world follows.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { readOffset, writeOffset } from '#db/intake/world-clock.ts'
import { listLateCases, nextDueAt, openClocks } from '#db/queries/project-clocks.ts'
import { type Instant, instant, msOf } from '#domain/plain-date.ts'
import { Problem } from '../problem.ts'
import { type Execution, fastForward } from './fast-forward.ts'
import { outboxExecution } from './outbox-clock.ts'

const AT_ONCE = 16
/** How long a case may take to record the deadlines that have passed: it may wait for requests first. */
const SETTLE_MS = 30_000
const LOOK_EVERY_MS = 15

interface Parts {
  pool: Pool
  temporal: Client
}

/** Resolves when the whole world has arrived. */
export async function advanceWorld(parts: Parts, target: Instant): Promise<void> {
  for (;;) {
    const nowMs = Date.now() + (await readOffset(parts.pool))
    const targetMs = msOf(target)
    if (nowMs >= targetMs) return
    const next = await nextDueAt(parts.pool, instant(nowMs))
    const stepMs = next === null ? targetMs : Math.min(targetMs, msOf(next))
    await moveAll(parts, stepMs)
    await settled(parts.pool, instant(stepMs))
    await writeOffset(parts.pool, stepMs - Date.now())
  }
}

async function moveAll({ pool, temporal }: Parts, stepMs: number): Promise<void> {
  const outbox = await outboxExecution(temporal)
  const executions: Execution[] = [...(await openClocks(pool)), ...(outbox ? [outbox] : [])]
  const waiting = executions.values()
  const failures: unknown[] = []
  const mover = async (): Promise<void> => {
    for (const execution of waiting) {
      if (failures.length > 0) return
      await fastForward(temporal, execution, stepMs).catch((error: unknown) => failures.push(error))
    }
  }
  // Nobody moves on when this ends, whatever went wrong: the next advance would be overtaken.
  await Promise.all(Array.from({ length: AT_ONCE }, mover))
  if (failures.length > 0) throw failures[0]
}

/** Until no case has a deadline armed that has passed: what the clock does is recorded like any act. */
async function settled(pool: Pool, at: Instant): Promise<void> {
  const untilMs = Date.now() + SETTLE_MS
  for (;;) {
    const late = await listLateCases(pool, at)
    if (late.length === 0) return
    if (Date.now() > untilMs) throw stuck(at, late)
    await sleep(LOOK_EVERY_MS)
  }
}

const stuck = (at: Instant, late: readonly string[]): Problem =>
  new Problem('unavailable', {
    detail: {
      en: `Deadlines up to ${at} are not recorded; is a worker running? ${late.join(', ')}`,
      zh: `截至 ${at} 的期限尚未记录，请检查工作进程：${late.join('、')}`,
    },
    headers: { 'retry-after': '5' },
  })
