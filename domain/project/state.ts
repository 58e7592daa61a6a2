/** One project's whole life as plain JSON. It is the fold of its events, nothing else. */
import type { ReviewedState } from '../review/state.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { AcceptanceState } from './acceptance/state.ts'
import type { Approval, ApprovalState, Condition, ReplacedAppraiser } from './approval/state.ts'
import type { Stage, Track } from './approval/words.ts'
import type { BudgetState } from './budget/state.ts'
import type { ConstructionState } from './construction/state.ts'
import type { EvaluationState } from './evaluation/state.ts'
import type { ProjectStatus } from './status.ts'

export interface ProjectState extends ReviewedState {
  status: ProjectStatus
  track: Track
  /** The plan version that the track was judged against, kept for good (rulebook §2.1 [D]). */
  planBasis: { version: string; item: string } | null
  /** The official one: the case's id is a canonical UUID (version 7). */
  projectCode: string | null
  submittedOn: PlainDate
  /** Submissions per stage. */
  rounds: Partial<Record<Stage, number>>
  approval: ApprovalState
  /** In any round of the stage; absent before the first. */
  replacedAppraisers?: ReplacedAppraiser[]
  approvals: Approval[]
  /** Conditions of approvals: how many there were, and those that are open. */
  conditions: { count: number; open: Condition[] }
  construction: ConstructionState | null
  acceptance: AcceptanceState | null
  evaluation: EvaluationState | null
  budget: BudgetState
}

/** The approval of a stage, if there is one in force. */
export const approvalOf = (state: ProjectState, stage: Stage): Approval | undefined =>
  state.approvals.findLast((approval) => approval.stage === stage)
