/** Whether this worker should get work, and how the cases are hosted. */
import type { Pool } from '#db/connect.ts'
import { type HostingSummary, hostingSummary } from '#db/hosting.ts'

const POSTGRES_MS = 500
/** One in so many open cases may fail still, before the code of this worker is called unfit. */
const FAILING_SHARE = 10

export interface Readiness {
  isReady: boolean
  /** `degraded`: some cases are not hosted as they should be; `failing`: the workflow code fails on many. */
  status: 'ready' | 'degraded' | 'failing' | 'unready'
  hosting: Omit<HostingSummary, 'startedReal' | 'finishedReal'> | null
}

/** Reads it from the record; `isWorking` is false when the worker does not take work. */
export async function readinessOf(pool: Pool, isWorking: boolean): Promise<Readiness> {
  const tooLate = new Promise<null>((resolve) => setTimeout(resolve, POSTGRES_MS, null).unref())
  const summary = await Promise.race([hostingSummary(pool).catch(() => null), tooLate])
  if (!summary || !isWorking) return { isReady: false, status: 'unready', hosting: null }
  const { startedReal: _started, finishedReal: _finished, ...hosting } = summary
  const { troubles, failingStill, openCases, late } = hosting
  const isFailing = failingStill > 0 && failingStill * FAILING_SHARE >= openCases
  if (isFailing) return { isReady: false, status: 'failing', hosting }
  const isWhole = Object.keys(troubles).length === 0 && late === 0
  return { isReady: true, status: isWhole ? 'ready' : 'degraded', hosting }
}
