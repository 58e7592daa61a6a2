/**
 * The record hosts its cases. Compares the record's open cases with the workflows that the engine runs, again and again,
 * and hosts afresh what is not hosted as it should be. One worker at a time does it; any may take over.
 */
import {
  type Finding,
  listHeldCases,
  listOpenCases,
  listSilentCases,
  listTroubles,
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
import { lineAgeMs, listRunning } from './engine.ts'
import { examine } from './examine.ts'
import { Line } from './line.ts'
import { bringLostSignals, type SignalParts } from './lost-signals.ts'
import { mendOutbox } from './outbox.ts'
import { isSuspect, type Serving } from './verdict.ts'

export interface ReconcilerDeps extends SignalParts {
  /** Names this worker among those that may reconcile. */
  instance: string
  /** When this worker began to look after the cases, as `performance.now` counts. */
  sinceMs: number
  logger: Logger
  onHosted: (trouble: string) => void
}

const PAGE = 1_000
/** Cases looked at closely between two notes of the progress, and at once. */
const BATCH = 48
const AT_ONCE = 8
/** A case to be looked at closely. */
interface Candidate {
  caseId: CaseId
  trouble: TroubleRow | undefined
}

interface Found {
  openCases: number
  candidates: Candidate[]
  /** As they were when the pass began. */
  troubles: ReadonlyMap<CaseId, TroubleRow>
}

export interface Pass extends Progress {
  /** Milliseconds that it took to find the cases to be looked at: all that a pass costs when nothing is wrong. */
  comparedMs: number
}

/** One pass over all cases. Undefined: another worker is at it. */
export async function reconcile(deps: ReconcilerDeps): Promise<Pass | undefined> {
  const { client, pool, instance } = deps
  if (!(await takeLease(pool, instance))) return undefined
  const begunMs = performance.now()
  // The engine may be a new one; and a search attribute that was removed stops every case that sets it.
  await prepareNamespace(client.connection, client.options.namespace)
  const { openCases, candidates, troubles } = await findCandidates(deps)
  const comparedMs = performance.now() - begunMs
  const progress: Progress = { openCases, candidates: candidates.length, examined: 0, hosted: 0 }
  await noteProgress(pool, 'begins', progress)
  const line = new Line(pool)
  // Not known: nobody is said to stand in no line.
  const lineAge = await lineAgeMs(client).catch(() => Number.POSITIVE_INFINITY)
  const serving = { aliveMs: begunMs - deps.sinceMs, lineAgeMs: lineAge }
  for (let i = 0; i < candidates.length; i += BATCH) {
    const batch = candidates.slice(i, i + BATCH)
    const findings = await examineAll(deps, batch, { progress, line, serving })
    await noteFindings(pool, findings, troubles)
    progress.examined += batch.length
    await noteProgress(pool, 'goes on', progress)
  }
  await bringLostSignals(deps)
  await mendOutbox(deps, serving)
  await noteProgress(pool, 'ends', progress)
  return { ...progress, comparedMs }
}

async function findCandidates(deps: ReconcilerDeps): Promise<Found> {
  const { client, pool, kinds } = deps
  const [running, held, troubles, silent] = await Promise.all([
    listRunning(client, kinds),
    listHeldCases(pool),
    listTroubles(pool),
    listSilentCases(pool),
  ])
  // A program of an older version does not know a kind: others host its cases.
  const isKnown = (caseId: CaseId) => kinds.find(caseId) !== null
  const suspects: string[] = silent.filter(isKnown)
  const openCases = await eachOpenCase(deps, (open) => {
    if (isSuspect(open, running.get(open.caseId)) && isKnown(open.caseId)) suspects.push(open.caseId)
    running.delete(open.caseId)
  })
  // What is left is running without an open case.
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
  { progress, line, serving }: { progress: Progress; line: Line; serving: Serving },
): Promise<Finding[]> {
  const findings: Finding[] = []
  const waiting = batch.values()
  const look = async (): Promise<void> => {
    for (const { caseId, trouble } of waiting) {
      await line.room()
      const { finding, hosted } = await examine(deps, caseId, { before: trouble, serving })
      if (finding) findings.push(finding)
      if (!hosted) continue
      line.add(caseId, hosted.atReal)
      progress.hosted += 1
      deps.onHosted(hosted.trouble)
      const { why } = hosted
      deps.logger.warn({ caseId, trouble: hosted.trouble, why }, 'case hosted afresh from its record')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, look))
  return findings
}
