/** Until when work is due: the armed deadline, or the one that passed without the work being done. */

import { type Due, NO_DUE } from '../tasks/task.ts'
import { addDays, dateOf, startOfDay } from '../values/plain-date.ts'
import type { DeadlineKind } from './deadline.ts'
import type { ProjectState } from './state.ts'

/** Deadlines that start with the receipt of a stage's document. */
const OF_THE_STAGE: readonly DeadlineKind[] = ['completeness', 'supplement', 'appraisal', 'decision']
/** Deadlines that a project meets once in its life. */
const ONCE: readonly DeadlineKind[] = ['acceptanceApplication', 'acceptanceReport', 'selfEvaluation']

export function dueOf(state: ProjectState, kind: DeadlineKind | null): Due {
  if (kind === null) return NO_DUE
  const armed = state.deadlines.find((deadline) => deadline.kind === kind)
  if (armed) return { dueOn: armed.dueOn, dueAt: armed.dueAt, provisional: armed.provisional }
  const passed = state.passed[kind]
  if (!passed || !isOfThisWork(state, kind, passed)) return NO_DUE
  // These end with a legal day, as the next one starts.
  return { dueOn: addDays(dateOf(passed.dueAt), -1), dueAt: passed.dueAt, provisional: false }
}

/** What passed last may have been another stage's, or an earlier evaluation's. */
function isOfThisWork(
  { approval, evaluation, statusSince }: ProjectState,
  kind: DeadlineKind,
  { round, dueAt }: { round: number; dueAt: string },
): boolean {
  if (OF_THE_STAGE.includes(kind)) return dueAt > startOfDay(approval.receivedOn)
  if (kind === 'postEvaluation') return round === evaluation?.post?.round
  return ONCE.includes(kind) || dueAt >= statusSince
}
