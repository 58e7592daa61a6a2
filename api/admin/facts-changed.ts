/**
 * Tells open cases of what has come into force: at once when a version is loaded. Whatever is not told then, the
 * sweeper of a worker tells; so does the clock of a rehearsal when a version's day has come.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { listUntold, type Untold } from '#db/intake/untold.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import { signalCase } from '#wire/signal-case.ts'
import { factsChangedSignal } from '#workflows/messages.ts'
import type { Services } from '../services.ts'

const BATCH = 200
const AT_ONCE = 16
/** The caller waits so long; with many cases the rest is told after the answer. */
const PATIENCE_MS = 8_000

type Parts = Pick<Services, 'pool' | 'temporal'>

interface Progress {
  informed: number
  isComplete: boolean
}

/** How many were told so far, and whether that was all. */
export async function tellOpenCases(services: Services, on: PlainDate): Promise<Progress> {
  const progress = { informed: 0, isComplete: false }
  const telling = tellAll(services, on, () => {
    progress.informed += 1
  }).then(
    () => {
      progress.isComplete = true
    },
    (error: unknown) => services.log.error({ err: error, on, ...progress }, 'not all open cases were told'),
  )
  await Promise.race([telling, sleep(PATIENCE_MS, undefined, { ref: false })])
  return { ...progress }
}

/** Tells every open case what is in force on that day and it does not know yet. */
export async function tellAll(
  { pool, temporal }: Parts,
  on: PlainDate,
  onTold: (untold: Untold) => void,
): Promise<void> {
  for (let after = ''; ; ) {
    const batch = await listUntold(pool, { on, after, limit: BATCH })
    const waiting = batch.values()
    const teller = async (): Promise<void> => {
      for (const untold of waiting) if (await tell(temporal, untold)) onTold(untold)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, teller))
    const last = batch.at(-1)
    if (last === undefined) return
    after = last.caseId
  }
}

async function tell(temporal: Parts['temporal'], { caseId, changes }: Untold): Promise<boolean> {
  const heard: boolean[] = []
  for (const change of changes) {
    heard.push(await signalCase(temporal, caseId, { name: factsChangedSignal.name, args: [change] }))
  }
  return heard.includes(true)
}
