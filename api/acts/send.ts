/** One attempt to send an act to its case, and the meaning of its failure. */

import type { Client } from '@temporalio/client'
import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Kinds } from '#domain/engine/kinds.ts'
import { caseStart, type OwnerName } from '#wire/case-start.ts'
import type { ActEnvelope, ActHint } from '#wire/envelope.ts'
import { actUpdate, REFUSED } from '#workflows/messages.ts'

export interface Delivery {
  envelope: ActEnvelope
  hint: ActHint
  /** The act may start the workflow, because it opens the case or the case is not hosted. */
  starts: boolean
  /** The owner of the case, if known: shown to operators in the workflow that is started. */
  owner?: OwnerName | undefined
}

/** Where acts are sent; the kinds name the workflow types. */
interface Parts {
  temporal: Client
  kinds: Kinds
}

export type Attempt =
  /** The workflow says that the act is decided; the record must confirm it. */
  | { kind: 'answered' }
  /** The workflow says that it is no act. */
  | { kind: 'malformed'; problem: string }
  /** Nothing is known: send the same act again. */
  | { kind: 'again'; why: string }
  /** There is no workflow of this case. */
  | { kind: 'gone' }

/** Sends the act as one Update. Temporal answers a repeated update id with its first answer. */
export async function attempt(
  parts: Parts,
  delivery: Delivery,
  { updateId, untilMs }: { updateId: string; untilMs: number },
): Promise<Attempt> {
  try {
    await parts.temporal.withDeadline(untilMs, () => update(parts, delivery, updateId))
    return { kind: 'answered' }
  } catch (error) {
    return meaningOf(error)
  }
}

async function update(
  { temporal, kinds }: Parts,
  { envelope, hint, starts, owner }: Delivery,
  updateId: string,
): Promise<void> {
  const options = { updateId, args: [envelope, hint] as [ActEnvelope, ActHint] }
  if (!starts) {
    await temporal.workflow.getHandle(envelope.case).executeUpdate(actUpdate, options)
    return
  }
  const startWorkflowOperation = new WithStartWorkflowOperation(kinds.of(envelope.case).workflow, {
    ...caseStart(kinds, envelope.case, owner),
    workflowIdConflictPolicy: 'USE_EXISTING',
  })
  await temporal.workflow.executeUpdateWithStart(actUpdate, { ...options, startWorkflowOperation })
}

function meaningOf(error: unknown): Attempt {
  if (error instanceof WorkflowNotFoundError) return { kind: 'gone' }
  if (error instanceof WorkflowUpdateFailedError) return meaningOfFailure(error.cause)
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const code = isGrpcServiceError(error) ? ` (gRPC ${error.code})` : ''
  // Closing, unavailable, deadline exceeded, a lost workflow task: the outcome is unknown. A retry is safe because of the id.
  return { kind: 'again', why: `${text.slice(0, 200)}${code}` }
}

function meaningOfFailure(cause: Error | undefined): Attempt {
  if (!(cause instanceof ApplicationFailure)) return { kind: 'again', why: cause?.message ?? 'no cause' }
  if (cause.type === REFUSED) return { kind: 'answered' }
  if (cause.type === 'malformed') return { kind: 'malformed', problem: cause.message }
  return { kind: 'again', why: `${cause.type}: ${cause.message}` }
}
