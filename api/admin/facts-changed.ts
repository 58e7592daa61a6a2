/**
 * Signals open cases that a calendar or a policy has come into force, as soon as a version is loaded. The sweeper of a worker signals the
 * remaining cases later. In a rehearsal the rehearsal clock does it on the first day of a version.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { listPendingFactChanges, type PendingFactChanges } from '#db/intake/pending-fact-changes.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { signalCase } from '#wire/signal-case.ts'
import { factsChangedSignal } from '#workflows/messages.ts'
import type { Services } from '../services.ts'

const BATCH = 200
const CONCURRENCY = 16
/** The caller waits at most so long. With many cases, the rest is signalled after the answer. */
const WAIT_MS_MAX = 8_000

type Parts = Pick<Services, 'pool' | 'temporal'>

interface Progress {
  informed: number
  isComplete: boolean
}

/** How many cases were signalled so far, and whether that was all. */
export async function broadcastToOpenCases(services: Services, on: PlainDate): Promise<Progress> {
  const progress = { informed: 0, isComplete: false }
  const broadcasting = broadcastFactChanges(services, on, () => {
    progress.informed += 1
  }).then(
    () => {
      progress.isComplete = true
    },
    (error: unknown) =>
      services.log.error({ err: error, on, ...progress }, 'not all open cases were signalled'),
  )
  await Promise.race([broadcasting, sleep(WAIT_MS_MAX, undefined, { ref: false })])
  return { ...progress }
}

/** Signals every open case that does not know what is in force on that day. */
export async function broadcastFactChanges(
  { pool, temporal }: Parts,
  on: PlainDate,
  onSignalled: (pending: PendingFactChanges) => void,
): Promise<void> {
  for (let after = ''; ; ) {
    const batch = await listPendingFactChanges(pool, { on, after, limit: BATCH })
    const waiting = batch.values()
    const worker = async (): Promise<void> => {
      for (const pending of waiting) if (await signal(temporal, pending)) onSignalled(pending)
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, worker))
    const last = batch.at(-1)
    if (last === undefined) return
    after = last.caseId
  }
}

async function signal(
  temporal: Parts['temporal'],
  { caseId, changes }: PendingFactChanges,
): Promise<boolean> {
  const delivered: boolean[] = []
  for (const change of changes) {
    delivered.push(await signalCase(temporal, caseId, { name: factsChangedSignal.name, args: [change] }))
  }
  return delivered.includes(true)
}
