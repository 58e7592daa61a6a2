/**
 * Compares the open cases of the record with the running workflows of Temporal, at intervals, and rehosts cases that are not hosted
 * correctly. One worker at a time does it, under a lease; any other worker can take over.
 */
import {
  type Finding,
  listHeldCases,
  listOpenCases,
  listTroubles,
  listUnresponsiveCases,
  noteFindings,
  noteProgress,
  type OpenCase,
  type Progress,
  type TroubleRow,
  takeLease,
} from '#db/hosting.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { prepareNamespace } from '#wire/connection.ts'
import type { Logger } from '../telemetry.ts'
import { isSuspect, type WorkerAvailability } from './diagnosis.ts'
import { examine } from './examine.ts'
import { RehostingBacklog } from './rehosting-backlog.ts'
import { repairOutbox } from './repair-outbox.ts'
import { backlogAgeMs, listRunning } from './temporal-workflows.ts'
import { type ResendDeps, resendUnprocessedSignals } from './unprocessed-signals.ts'

export interface ReconcilerDeps extends ResendDeps {
  /** Id of this worker as holder of the lease. */
  instance: string
  /** When this worker began to reconcile, as `performance.now` counts. */
  sinceMs: number
  logger: Logger
  onHosted: (trouble: string) => void
}

const PAGE = 1_000
/** Cases examined between two notes of the progress, and at the same time. */
const BATCH = 48
const CONCURRENCY = 8
/** A case to be examined. */
interface Candidate {
  caseId: CaseId
  trouble: TroubleRow | undefined
}

interface Found {
  openCases: number
  candidates: Candidate[]
  /** The troubles noted when the pass began. */
  troubles: ReadonlyMap<CaseId, TroubleRow>
}

export interface Pass extends Progress {
  /** Milliseconds to find the candidates: the whole cost of a pass when nothing is wrong. */
  comparedMs: number
}

/** One pass over all cases. Undefined: another worker has the lease. */
export async function reconcile(deps: ReconcilerDeps): Promise<Pass | undefined> {
  const { client, pool, instance } = deps
  if (!(await takeLease(pool, instance))) return undefined
  const begunMs = performance.now()
  // The Temporal server may be new. A missing search attribute stops every case that sets it.
  await prepareNamespace(client.connection, client.options.namespace)
  const { openCases, candidates, troubles } = await findCandidates(deps)
  const comparedMs = performance.now() - begunMs
  const progress: Progress = { openCases, candidates: candidates.length, examined: 0, hosted: 0 }
  await noteProgress(pool, 'begins', progress)
  const backlog = new RehostingBacklog(pool)
  // Unknown age: then no task counts as lost.
  const backlogAge = await backlogAgeMs(client).catch(() => Number.POSITIVE_INFINITY)
  const availability = { aliveMs: begunMs - deps.sinceMs, backlogAgeMs: backlogAge }
  for (let i = 0; i < candidates.length; i += BATCH) {
    const batch = candidates.slice(i, i + BATCH)
    const findings = await examineAll(deps, batch, { progress, backlog, availability })
    await noteFindings(pool, findings, troubles)
    progress.examined += batch.length
    await noteProgress(pool, 'goes on', progress)
  }
  await resendUnprocessedSignals(deps)
  await repairOutbox(deps, availability)
  await noteProgress(pool, 'ends', progress)
  return { ...progress, comparedMs }
}

async function findCandidates(deps: ReconcilerDeps): Promise<Found> {
  const { client, pool, kinds } = deps
  const [running, held, troubles, unresponsive] = await Promise.all([
    listRunning(client, kinds),
    listHeldCases(pool),
    listTroubles(pool),
    listUnresponsiveCases(pool),
  ])
  // A program of an older version may not know a kind: newer workers host its cases.
  const isKnown = (caseId: CaseId) => kinds.find(caseId) !== null
  const suspects: string[] = unresponsive.filter(isKnown)
  const openCases = await eachOpenCase(deps, (open) => {
    if (isSuspect(open, running.get(open.caseId)) && isKnown(open.caseId)) suspects.push(open.caseId)
    running.delete(open.caseId)
  })
  // The remaining workflows run without an open case.
  const ids = new Set([...suspects, ...running.keys(), ...requestedIn(troubles)]) as Set<CaseId>
  const healed = [...troubles.keys()].filter((caseId) => !ids.has(caseId))
  await noteFindings(
    pool,
    healed.map((caseId) => ({ caseId, trouble: null, why: '' })),
    troubles,
  )
  const candidates = [...ids]
    .map((caseId) => ({ caseId, trouble: troubles.get(caseId) }))
    .filter(({ caseId, trouble }) => !held.has(caseId) && (trouble?.isDue ?? true))
  return { openCases, candidates, troubles }
}

const requestedIn = (troubles: ReadonlyMap<CaseId, TroubleRow>): CaseId[] =>
  [...troubles.values()].filter(({ trouble }) => trouble === 'requested').map(({ caseId }) => caseId)

async function eachOpenCase({ pool }: ReconcilerDeps, look: (open: OpenCase) => void): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const page = await listOpenCases(pool, after, PAGE)
    for (const open of page) look(open)
    count += page.length
    const last = page.at(-1)
    if (!last || page.length < PAGE) return count
    after = last.caseId
  }
}

async function examineAll(
  deps: ReconcilerDeps,
  batch: readonly Candidate[],
  {
    progress,
    backlog,
    availability,
  }: { progress: Progress; backlog: RehostingBacklog; availability: WorkerAvailability },
): Promise<Finding[]> {
  const findings: Finding[] = []
  const waiting = batch.values()
  const look = async (): Promise<void> => {
    for (const { caseId, trouble } of waiting) {
      await backlog.room()
      const { finding, hosted } = await examine(deps, caseId, { before: trouble, availability })
      if (finding) findings.push(finding)
      if (!hosted) continue
      backlog.add(caseId, hosted.atReal)
      progress.hosted += 1
      deps.onHosted(hosted.trouble)
      const { why } = hosted
      deps.logger.warn({ caseId, trouble: hosted.trouble, why }, 'case rehosted from its record')
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, look))
  return findings
}
