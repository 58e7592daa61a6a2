/** Waking the outbox, and starting it where it does not run yet. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { OUTBOX_ID, OUTBOX_WORKFLOW, POKE_SIGNAL, TASK_QUEUE } from './names.ts'

const PAUSE_MS = 1_000

/** Signals the outbox; it is started if need be, with this world's clock. */
export async function pokeOutbox(client: Client, pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ offset_ms: number }>('select offset_ms from world_clock')
  await client.workflow.signalWithStart(OUTBOX_WORKFLOW, {
    workflowId: OUTBOX_ID,
    taskQueue: TASK_QUEUE,
    args: [{ clockOffsetMs: rows[0]?.offset_ms ?? 0 }],
    signal: POKE_SIGNAL,
    signalArgs: [],
    staticSummary: '待发通知 outbox',
  })
}

/**
 * A function that runs `action` soon, at most once in a while: many calls become one. A failure is told and
 * otherwise forgotten; the sweeper comes by later.
 */
export function debounced(
  action: () => Promise<void>,
  onError: (error: unknown) => void,
  pauseMs = PAUSE_MS,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let lastMs = 0
  return () => {
    if (timer) return
    const waitMs = Math.max(0, lastMs + pauseMs - performance.now())
    timer = setTimeout(() => {
      timer = undefined
      lastMs = performance.now()
      action().catch(onError)
    }, waitMs)
    timer.unref()
  }
}
