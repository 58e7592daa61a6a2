/** One attempt to bring an act to its case, and what its failure means. */
import type { Client } from '@temporalio/client'
import {
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { Outcome } from '#activities/record.ts'
import type { ProjectId } from '#domain/ids.ts'
import type { Refusal } from '#domain/refusal.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import { WORKFLOW_TASK_TIMEOUT_MS } from '#wire/names.ts'
import {
  type ActHint,
  actUpdate,
  PROJECT_WORKFLOW,
  type ProjectInput,
  REFUSED,
  TASK_QUEUE,
} from '#workflows/messages.ts'

export interface Delivery {
  envelope: ActEnvelope
  hint: ActHint
  /** Set for the act that opens a case: it brings its workflow to life. */
  opening: { clockOffsetMs: number } | null
}

export type Attempt =
  | { kind: 'outcome'; outcome: Outcome }
  /** Nothing is known: send the same act again. */
  | { kind: 'again'; why: string }
  /** There is no workflow of this case. */
  | { kind: 'gone' }

/** Sends the act as one Update whose id is the command's; sent again it gets the same answer. */
export async function attempt(temporal: Client, delivery: Delivery, untilMs: number): Promise<Attempt> {
  try {
    const outcome = await temporal.withDeadline(untilMs, () => update(temporal, delivery))
    return { kind: 'outcome', outcome }
  } catch (error) {
    return meaningOf(error)
  }
}

async function update(temporal: Client, { envelope, hint, opening }: Delivery): Promise<Outcome> {
  const options = { updateId: envelope.commandId, args: [envelope, hint] as [ActEnvelope, ActHint] }
  if (!opening) return temporal.workflow.getHandle(envelope.case).executeUpdate(actUpdate, options)
  const projectId = envelope.case.slice('project/'.length) as ProjectId
  return temporal.workflow.executeUpdateWithStart(actUpdate, {
    ...options,
    startWorkflowOperation: new WithStartWorkflowOperation<(input: ProjectInput) => Promise<void>>(
      PROJECT_WORKFLOW,
      {
        workflowId: envelope.case,
        workflowIdConflictPolicy: 'USE_EXISTING',
        taskQueue: TASK_QUEUE,
        workflowTaskTimeout: WORKFLOW_TASK_TIMEOUT_MS,
        args: [{ projectId, clockOffsetMs: opening.clockOffsetMs }],
        staticSummary: envelope.case,
      },
    ),
  })
}

function meaningOf(error: unknown): Attempt {
  if (error instanceof WorkflowNotFoundError) return { kind: 'gone' }
  if (error instanceof WorkflowUpdateFailedError) return meaningOfFailure(error.cause)
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const code = isGrpcServiceError(error) ? ` (gRPC ${error.code})` : ''
  // Closing, unavailable, over the deadline, a lost workflow task: the outcome is unknown, the id makes it safe.
  return { kind: 'again', why: `${text.slice(0, 200)}${code}` }
}

function meaningOfFailure(cause: Error | undefined): Attempt {
  if (!(cause instanceof ApplicationFailure)) return { kind: 'again', why: cause?.message ?? 'no cause' }
  if (cause.type === REFUSED) {
    const [refusal] = cause.details as [Refusal]
    return { kind: 'outcome', outcome: { status: 'refused', refusal } }
  }
  if (cause.type !== 'malformed') return { kind: 'again', why: `${cause.type}: ${cause.message}` }
  const params = { pointer: '/', problem: cause.message }
  return {
    kind: 'outcome',
    outcome: { status: 'refused', refusal: { unmet: [{ code: 'malformed', params }] } },
  }
}
