/** Deadlines of a project: who must act before each passes, and whether the matter is still undone after it. */
import type { DeadlineOf } from '../engine/deadline-notices.ts'
import type { Audience } from '../engine/notice.ts'
import type { SeatHolders } from '../tasks/awaited-signatures.ts'
import { endOfDay, type Instant } from '../values/plain-date.ts'
import type { DeadlineKind } from './deadline.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

/** Beside whom the deadline itself names. */
export const RESPONSIBLE: Readonly<Record<DeadlineKind, readonly Exclude<Audience, 'named'>[]>> = {
  completeness: ['authority'],
  supplement: ['owner'],
  appraisal: ['agency'],
  decision: ['authority'],
  condition: ['owner'],
  seat: [],
  annualReport: ['owner'],
  rectification: ['owner'],
  resumptionCheck: ['authority'],
  acceptanceApplication: ['owner'],
  acceptanceDecision: ['authority'],
  acceptanceRectification: ['owner'],
  acceptanceReport: ['owner'],
  selfEvaluation: ['owner'],
  postEvaluation: ['agency'],
}

/** Whoever answers for a condition. */
export function namedByDeadline({ conditions }: ProjectState, { kind, round }: DeadlineOf): SeatHolders[] {
  const condition = kind === 'condition' && conditions.open.find(({ number }) => number === round)
  return condition ? [{ people: [condition.responsible], offices: [], leadersOnly: false, barred: [] }] : []
}

/**
 * Deadlines that passed, the last of each kind; and all open conditions by the date that they have now, of which several may have
 * passed. Whether one has, it says itself (`STILL_UNDONE`).
 */
export function passingsOf({ passed, conditions }: ProjectState): (DeadlineOf & { dueAt: Instant })[] {
  const last = Object.entries(passed).map(([kind, one]) => ({ kind, ...one }))
  const open = conditions.open.map(({ number, dueOn }) => ({
    ...{ kind: 'condition', round: number, dueAt: endOfDay(dueOn) },
  }))
  return [...last.filter(({ kind }) => kind !== 'condition'), ...open]
}

const DECIDING: readonly ProjectStatus[] = ['admitted', 'appraising', 'deciding']

type IsUndone = (state: ProjectState, round: number) => boolean

/** After the deadline passed. Null: its passing settles the matter, and nothing is escalated. */
export const STILL_UNDONE: Readonly<Record<DeadlineKind, IsUndone | null>> = {
  completeness: ({ status, approval }, round) => status === 'submitted' && approval.round === round,
  supplement: null,
  appraisal: ({ approval }, round) => approval.round === round && approval.appraisal?.report === null,
  decision: ({ status, approval }, round) => DECIDING.includes(status) && approval.round === round,
  condition: ({ conditions }, number) =>
    conditions.open.some((one) => one.number === number && one.isOverdue && one.evidence === null),
  seat: null,
  annualReport: ({ construction }, year) => construction?.overdueYears.includes(year) ?? false,
  rectification: ({ construction }, round) =>
    construction?.rectifications === round && construction.rectification?.submittedOn === null,
  resumptionCheck: ({ construction }, round) =>
    construction?.suspensions === round && construction.suspension !== null,
  acceptanceApplication: ({ acceptance }) => acceptance?.isOverdue ?? false,
  acceptanceDecision: ({ status, acceptance }, round) =>
    status === 'accepting' && acceptance?.round === round,
  acceptanceRectification: ({ status, acceptance }, round) =>
    status === 'acceptanceFailed' && acceptance?.round === round,
  acceptanceReport: ({ acceptance }) => acceptance?.passedOn !== null && acceptance?.reportFiledOn === null,
  selfEvaluation: ({ evaluation }) => evaluation?.selfOverdue === true && evaluation.self === null,
  postEvaluation: ({ evaluation }, round) => evaluation?.post?.round === round && !evaluation.post.report,
}
