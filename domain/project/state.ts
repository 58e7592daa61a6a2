/** The state of a project as plain JSON, folded from its events alone. */
import type { ReviewedState } from '../review/state.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { AcceptanceState } from './acceptance/state.ts'
import type { Approval, ApprovalState, Condition, ReplacedAppraiser, Service } from './approval/state.ts'
import type { Stage, Track } from './approval/words.ts'
import type { BudgetState } from './budget/state.ts'
import type { ConstructionState } from './construction/state.ts'
import type { EvaluationState } from './evaluation/state.ts'
import type { ProjectStatus } from './status.ts'

export interface ProjectState extends ReviewedState {
  status: ProjectStatus
  track: Track
  /** The plan version with which the track was checked; it never changes (rulebook §2.1 [D]). */
  planBasis: { version: string; item: string } | null
  /** The official code, which is not the id of the case. */
  projectCode: string | null
  submittedOn: PlainDate
  /** Number of submissions by stage. */
  rounds: Partial<Record<Stage, number>>
  approval: ApprovalState
  /** Agencies that were replaced in any round; absent before the first. */
  replacedAppraisers?: ReplacedAppraiser[]
  approvals: Approval[]
  /** Decisions that were or are to be served; absent before the first. */
  services?: Service[]
  /** Conditions of approvals: the number of all so far, and the open ones. */
  conditions: { count: number; open: Condition[] }
  construction: ConstructionState | null
  acceptance: AcceptanceState | null
  evaluation: EvaluationState | null
  budget: BudgetState
}

/** The approval of a stage, if there is one in force. */
export const approvalOf = (state: ProjectState, stage: Stage): Approval | undefined =>
  state.approvals.findLast((approval) => approval.stage === stage)
