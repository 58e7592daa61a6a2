/** Whether this worker should get work, and the state of hosting. */
import type { Pool } from '#db/connect.ts'
import { databaseProblem } from '#db/intake/readiness.ts'
import { type HostingSummary, hostingSummary } from '#db/queries/hosting-summary.ts'

const POSTGRES_MS = 500
/** The worker is unfit when at least one in so many open cases still fails. */
const FAILING_SHARE = 10
/** A pass takes minutes at most. Without passes nobody notices cases with trouble. */
const PASS_AGE_SECONDS_MAX = 900

type Hosting = Omit<HostingSummary, 'startedReal' | 'finishedReal'>

export interface Readiness {
  isReady: boolean
  /** `degraded`: some cases are not hosted correctly, or the last pass is too old; `failing`: the workflow code fails on many cases. */
  status: 'ready' | 'degraded' | 'failing' | 'unready'
  /** Why it should get no work, in one sentence; null: it should. */
  problem: string | null
  hosting: Hosting | null
}

/** Read from the record. `own`: what is wrong with the worker itself, or null. */
export async function readinessOf(pool: Pool, own: string | null): Promise<Readiness> {
  const silence = 'PostgreSQL does not answer'
  const tooLate = new Promise<string>((resolve) => setTimeout(resolve, POSTGRES_MS, silence).unref())
  const answer = await Promise.race([summaryOrProblem(pool).catch(() => silence), tooLate])
  const problem = own ?? (typeof answer === 'string' ? answer : null)
  if (typeof answer === 'string' || problem !== null) {
    return { isReady: false, status: 'unready', problem, hosting: null }
  }
  const { startedReal: _started, finishedReal: _finished, ...hosting } = answer
  return judged(hosting)
}

const summaryOrProblem = async (pool: Pool): Promise<HostingSummary | string> =>
  (await databaseProblem(pool)) ?? hostingSummary(pool)

function judged(hosting: Hosting): Readiness {
  const { troubles, failingStill, openCases, late, passAgeSeconds } = hosting
  if (failingStill > 0 && failingStill * FAILING_SHARE >= openCases) {
    const problem = `the workflow tasks of ${failingStill} cases fail, also after they were rehosted`
    return { isReady: false, status: 'failing', problem, hosting }
  }
  // Before the first pass there is no age.
  const isSeen = (passAgeSeconds ?? 0) <= PASS_AGE_SECONDS_MAX
  const isWhole = isSeen && Object.keys(troubles).length === 0 && late === 0
  return { isReady: true, status: isWhole ? 'ready' : 'degraded', problem: null, hosting }
}
