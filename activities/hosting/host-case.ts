/** Hosting a case afresh from its record. Safe to repeat, by anybody at any time: an id has one running workflow. */

import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { noteRehosted } from '#db/hosting-signals.ts'
import { findOwner } from '#db/intake/cases.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { caseStart } from '#wire/case-start.ts'
import { type Described, isNotFound } from './engine.ts'

export interface HostingParts {
  client: Client
  pool: Pool
  kinds: Kinds
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
 * cannot be replayed is not. What the old run accepted and did not come to is looked after (lost-signals.ts). Answers
 * when it was noted; the workflow notes a later time when it loads its case.
 */
export async function hostAfresh(
  { client, pool, kinds }: HostingParts,
  caseId: CaseId,
  { found, why, isOpen }: Wanted,
): Promise<Instant> {
  // Whatever has to be asked is asked first: a run that was ended is followed by a new one at once.
  const owner = isOpen ? await findOwner(pool, caseId) : undefined
  const atReal = await noteRehosted(pool, caseId, found?.runId)
  if (found?.isRunning) await endRun(client, caseId, { runId: found.runId, why })
  if (!isOpen) return atReal
  // Somebody may have been faster: an act for the case, or another worker.
  await client.workflow.start(kinds.of(caseId).workflow, {
    ...caseStart(kinds, caseId, owner),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
  return atReal
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
