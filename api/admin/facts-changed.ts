/** Tells every open case that facts have moved. Each is told under an id of its own, so telling twice does nothing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WorkflowNotFoundError } from '@temporalio/client'
import { listOpenCases } from '#db/intake/cases.ts'
import type { CaseId } from '#domain/ids.ts'
import { factsChangedSignal } from '#workflows/messages.ts'
import type { Services } from '../services.ts'

const BATCH = 200
const AT_ONCE = 16
/** The caller waits so long; with many cases the rest is told after the answer. */
const PATIENCE_MS = 8_000

export interface FactsChange {
  cause: 'calendar' | 'policy'
  version: string
}

/** How many were told so far, and whether that was all. */
export async function tellOpenCases(
  services: Services,
  change: FactsChange,
): Promise<{ informed: number; isComplete: boolean }> {
  const progress = { informed: 0, isComplete: false }
  const telling = tellAll(services, change, progress).catch((error: unknown) =>
    services.log.error({ err: error, ...change, ...progress }, 'not all open cases were told'),
  )
  await Promise.race([telling, sleep(PATIENCE_MS, undefined, { ref: false })])
  return { ...progress }
}

async function tellAll(
  services: Services,
  change: FactsChange,
  progress: { informed: number; isComplete: boolean },
): Promise<void> {
  let after = ''
  for (;;) {
    const batch = await listOpenCases(services.pool, after, BATCH)
    const waiting = batch.values()
    const teller = async (): Promise<void> => {
      for (const caseId of waiting) {
        await tell(services, caseId, change)
        progress.informed += 1
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, teller))
    const last = batch.at(-1)
    if (last === undefined) break
    after = last
  }
  progress.isComplete = true
}

async function tell({ temporal }: Services, caseId: CaseId, { cause, version }: FactsChange): Promise<void> {
  const commandId = `factsChanged/${cause}/${version}`
  try {
    await temporal.workflow.getHandle(caseId).signal(factsChangedSignal, { commandId, cause })
  } catch (error) {
    // It ended meanwhile.
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}
