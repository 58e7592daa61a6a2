/** Rehosts a case from its record. Safe to repeat at any time: an id has one running workflow. */

import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { findOwner } from '#db/intake/cases.ts'
import { noteRehosted } from '#db/rehosted-cases.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { caseStart } from '#wire/case-start.ts'
import { type Described, isNotFound } from './temporal-workflows.ts'

export interface HostingParts {
  client: Client
  pool: Pool
  kinds: Kinds
}

export interface Wanted {
  /** The latest run, if Temporal has one. */
  found: Described | undefined
  why: string
  /** Whether the record has an open case of that id. */
  isOpen: boolean
}

/**
 * Ends the run that was found, if it is running, and starts a new one. The new run starts from the record, so a history that
 * cannot be replayed does no harm. Signals that the old run accepted but did not process are sent again
 * (unprocessed-signals.ts). Returns when the rehosting was noted; the workflow notes a later time when it loads its case.
 */
export async function rehost(
  { client, pool, kinds }: HostingParts,
  caseId: CaseId,
  { found, why, isOpen }: Wanted,
): Promise<Instant> {
  // Read first, so that the new run starts immediately after the old one has ended.
  const owner = isOpen ? await findOwner(pool, caseId) : undefined
  const atReal = await noteRehosted(pool, caseId, found?.runId)
  if (found?.isRunning) await endRun(client, caseId, { runId: found.runId, why })
  if (!isOpen) return atReal
  // An act for the case, or another worker, may have started it already.
  await client.workflow.start(kinds.of(caseId).workflow, {
    ...caseStart(kinds, caseId, owner),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
  return atReal
}

/** Ends exactly this run. A newer run, which was started meanwhile, continues. */
export async function endRun(
  { workflowService, options }: Client,
  workflowId: string,
  { runId, why }: { runId: string; why: string },
): Promise<void> {
  try {
    await workflowService.terminateWorkflowExecution({
      namespace: options.namespace,
      workflowExecution: { workflowId, runId },
      reason: `rehosted from the record: ${why}`,
    })
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
