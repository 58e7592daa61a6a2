/** Whether a case is hosted as its record wants it: exactly one running workflow, of the right type, at its last event. */

import type { OpenCase } from '#db/hosting.ts'
import type { Trouble } from '#db/schema/hosting.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { TASK_QUEUE } from '#wire/names.ts'
import type { Described, Listed } from './engine.ts'

/** From this attempt of a workflow task on: a worker that was killed costs one, and may be killed again. */
const FAILING_ATTEMPTS = 3
/** A task takes some milliseconds; one that waits for PostgreSQL takes as long as that is away. */
const TASK_TAKES_MS_MAX = 120_000
/** A task that no worker comes to for so long, while others have their turn, is lost. */
const TASK_WAITS_MS_MAX = 600_000
/** A workflow of which the record knows nothing may just be opening its case, or ending with it. */
const SETTLING_MS = 120_000

export interface Verdict {
  trouble: Trouble
  why: string
  /** It may mend itself when it looks at the record. */
  isOutOfStep?: true
}

/** Since when, and how well, tasks get a worker: what waits because workers were away or are busy is not to blame. */
export interface Serving {
  /** For how long this worker has been looking after the cases. */
  aliveMs: number
  /** For how long the task has waited that comes next. */
  lineAgeMs: number
}

/** Whether the list gives a reason to look at an open case closely. It lags, so this is no verdict. */
export const isSuspect = ({ seq }: OpenCase, listed: Listed | undefined): boolean =>
  listed === undefined || listed.hasProblems || listed.seq !== seq || listed.taskQueue !== TASK_QUEUE

/** Null: nothing is wrong, or not for sure yet. `open` is undefined when the record has no open case of that id. */
export function verdictOn(
  kinds: Kinds,
  open: OpenCase | undefined,
  found: Described | undefined,
  serving: Serving,
): Verdict | null {
  if (!open) return unneeded(kinds, found, serving)
  if (!found) return { trouble: 'missing', why: 'the engine knows no workflow of this case' }
  if (!found.isRunning) return { trouble: 'missing', why: `its last run is ${found.status}` }
  return runFault(found, kinds.of(open.caseId).workflow, serving) ?? seqVerdict(open, found)
}

/** Why a running workflow does not serve as one of that type; null: nothing is wrong. */
export function runFault(found: Described, wanted: string, serving: Serving): Verdict | null {
  const { type, taskQueue, status } = found
  if (type !== wanted) return { trouble: 'wrong', why: `its workflow is of type ${type.slice(0, 100)}` }
  if (taskQueue !== TASK_QUEUE)
    return { trouble: 'wrong', why: `it waits in queue ${taskQueue.slice(0, 100)}` }
  if (status !== 'RUNNING') return { trouble: 'wrong', why: `its workflow is ${status}` }
  return failing(found, serving)
}

function failing(
  { hasProblems, taskAttempt, taskTakesMs, taskWaitsMs }: Described,
  { aliveMs, lineAgeMs }: Serving,
): Verdict | null {
  if (hasProblems || taskAttempt >= FAILING_ATTEMPTS) {
    return { trouble: 'failing', why: `its workflow task fails, attempt ${taskAttempt}` }
  }
  if (Math.min(taskTakesMs, aliveMs) >= TASK_TAKES_MS_MAX) {
    return { trouble: 'failing', why: `its workflow task has not ended for ${inSeconds(taskTakesMs)}` }
  }
  if (taskWaitsMs <= lineAgeMs || Math.min(taskWaitsMs, aliveMs) < TASK_WAITS_MS_MAX) return null
  return { trouble: 'failing', why: `no worker got its workflow task for ${inSeconds(taskWaitsMs)}` }
}

const inSeconds = (ms: number): string => `${Math.round(ms / 1_000)} s`

/** A task that waits or is under way may bring the workflow up to date. */
function seqVerdict({ seq }: OpenCase, { seq: known, hasPendingTask }: Described): Verdict | null {
  if (known === seq || hasPendingTask) return null
  const why = `it knows event ${known ?? 'none'}, the record has ${seq}`
  return { trouble: known !== null && known > seq ? 'ahead' : 'behind', why, isOutOfStep: true }
}

function unneeded(kinds: Kinds, found: Described | undefined, serving: Serving): Verdict | null {
  if (!found?.isRunning || !kinds.all.some(({ workflow }) => workflow === found.type)) return null
  const trouble = 'unneeded'
  const fault = failing(found, serving)
  if (fault) return { trouble, why: `the record has no such open case, and ${fault.why}` }
  return found.ageMs < SETTLING_MS
    ? null
    : { trouble, why: 'the record has no such open case', isOutOfStep: true }
}
