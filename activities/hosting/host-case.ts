/** Hosting a case afresh from its record. Safe to repeat, by anybody at any time: an id has one running workflow. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { CaseId } from '#domain/ids.ts'
import { caseStart } from '#wire/case-start.ts'
import { ACT_SIGNAL, PROJECT_WORKFLOW } from '#wire/names.ts'
import type { DeadLetter } from '../dead-letter.ts'
import { type Described, isNotFound } from './engine.ts'
import { lostSignals } from './lost-signals.ts'

export interface HostingParts {
  client: Client
  pool: Pool
  recordDeadLetters: (letters: readonly DeadLetter[]) => Promise<void>
}

export interface Wanted {
  /** The latest run, if the engine knows one. */
  found: Described | undefined
  why: string
  /** Whether the record has an open case of that id. */
  isOpen: boolean
}

/**
 * Ends the run that was found, if it is running, and starts a new one, which begins from the record: a history that
 * cannot be replayed is not. Signals that the old run accepted and did not come to are sent to the new one. Without an
 * open case a new run is started only for such signals. Answers whether one was.
 */
export async function hostAfresh(
  parts: HostingParts,
  caseId: CaseId,
  { found, why, isOpen }: Wanted,
): Promise<boolean> {
  const { client, recordDeadLetters } = parts
  if (found?.isRunning) await endRun(client, caseId, { runId: found.runId, why })
  const lost = found ? await lostSignals(parts, caseId, found.runId) : { acts: [], letters: [] }
  if (lost.letters.length > 0) await recordDeadLetters(lost.letters)
  if (!isOpen && lost.acts.length === 0) return false
  // Somebody may have been faster: an act for the case, or another worker.
  await client.workflow.start(PROJECT_WORKFLOW, {
    ...caseStart(caseId),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
  const handle = client.workflow.getHandle(caseId)
  for (const act of lost.acts) await handle.signal(ACT_SIGNAL, act)
  return true
}

/** Ends exactly that run: a newer one, started meanwhile by somebody else, goes on. */
export async function endRun(
  { workflowService, options }: Client,
  workflowId: string,
  { runId, why }: { runId: string; why: string },
): Promise<void> {
  try {
    await workflowService.terminateWorkflowExecution({
      namespace: options.namespace,
      workflowExecution: { workflowId, runId },
      reason: `hosted afresh from the record: ${why}`,
    })
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
