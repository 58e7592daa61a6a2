/** Compares a workflow with the record: an open case needs one running workflow of the right type that knows its last event. */

import type { OpenCase } from '#db/hosting.ts'
import type { Trouble } from '#db/schema/hosting.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { TASK_QUEUE } from '#wire/names.ts'
import type { Described, Listed } from './temporal-workflows.ts'

/** Attempts of a workflow task. Two may fail because workers were killed. */
const FAILING_ATTEMPTS = 3
/** A task takes some milliseconds. While PostgreSQL is unavailable, it takes until PostgreSQL is back. */
const TASK_TAKES_MS_MAX = 120_000
/** A task that gets no worker for so long, while newer tasks do, is lost. */
const TASK_WAITS_MS_MAX = 600_000
/** A workflow without an open case may be just opening its case, or ending. */
const SETTLING_MS = 120_000

export interface Diagnosis {
  trouble: Trouble
  why: string
  /** The workflow may be repaired by reading the record. */
  isOutOfStep?: true
}

/** How well workers were available. A task that waits because workers were stopped or busy has no fault. */
export interface WorkerAvailability {
  /** For how long this worker has been reconciling. */
  aliveMs: number
  /** For how long the oldest queued task has waited. */
  backlogAgeMs: number
}

/** Whether the list gives a reason to examine an open case. The list may be old, so this is no diagnosis. */
export const isSuspect = ({ seq }: OpenCase, listed: Listed | undefined): boolean =>
  listed === undefined || listed.hasProblems || listed.seq !== seq || listed.taskQueue !== TASK_QUEUE

/** Null: nothing is wrong, or it is not certain yet. `open`: undefined when the record has no open case with this id. */
export function diagnose(
  kinds: Kinds,
  open: OpenCase | undefined,
  found: Described | undefined,
  availability: WorkerAvailability,
): Diagnosis | null {
  if (!open) return unneeded(kinds, found, availability)
  if (!found) return { trouble: 'missing', why: 'Temporal knows no workflow of this case' }
  if (!found.isRunning) return { trouble: 'missing', why: `its last run is ${found.status}` }
  return runFault(found, kinds.of(open.caseId).workflow, availability) ?? seqDiagnosis(open, found)
}

/** What is wrong with a running workflow that should be of type `wanted`; null: nothing. */
export function runFault(
  found: Described,
  wanted: string,
  availability: WorkerAvailability,
): Diagnosis | null {
  const { type, taskQueue, status } = found
  if (type !== wanted) return { trouble: 'wrong', why: `its workflow is of type ${type.slice(0, 100)}` }
  if (taskQueue !== TASK_QUEUE)
    return { trouble: 'wrong', why: `it waits in queue ${taskQueue.slice(0, 100)}` }
  if (status !== 'RUNNING') return { trouble: 'wrong', why: `its workflow is ${status}` }
  return failing(found, availability)
}

function failing(
  { hasProblems, taskAttempt, taskTakesMs, taskWaitsMs }: Described,
  { aliveMs, backlogAgeMs }: WorkerAvailability,
): Diagnosis | null {
  if (hasProblems || taskAttempt >= FAILING_ATTEMPTS) {
    return { trouble: 'failing', why: `its workflow task fails, attempt ${taskAttempt}` }
  }
  if (Math.min(taskTakesMs, aliveMs) >= TASK_TAKES_MS_MAX) {
    return { trouble: 'failing', why: `its workflow task has not ended for ${inSeconds(taskTakesMs)}` }
  }
  if (taskWaitsMs <= backlogAgeMs || Math.min(taskWaitsMs, aliveMs) < TASK_WAITS_MS_MAX) return null
  return { trouble: 'failing', why: `no worker got its workflow task for ${inSeconds(taskWaitsMs)}` }
}

const inSeconds = (ms: number): string => `${Math.round(ms / 1_000)} s`

/** A task that waits or is running may bring the workflow up to date. */
function seqDiagnosis({ seq }: OpenCase, { seq: known, hasPendingTask }: Described): Diagnosis | null {
  if (known === seq || hasPendingTask) return null
  const why = `it knows event ${known ?? 'none'}, the record has ${seq}`
  return { trouble: known !== null && known > seq ? 'ahead' : 'behind', why, isOutOfStep: true }
}

function unneeded(
  kinds: Kinds,
  found: Described | undefined,
  availability: WorkerAvailability,
): Diagnosis | null {
  if (!found?.isRunning || !kinds.all.some(({ workflow }) => workflow === found.type)) return null
  const trouble = 'unneeded'
  const fault = failing(found, availability)
  if (fault) return { trouble, why: `the record has no such open case, and ${fault.why}` }
  return found.ageMs < SETTLING_MS
    ? null
    : { trouble, why: 'the record has no such open case', isOutOfStep: true }
}
