/** One project's whole life as plain JSON. It is the fold of its events, nothing else. */

import type { Recusal, Review } from '../review/state.ts'
import type { ReviewStep } from '../review/steps.ts'
import type { TaskClaim } from '../tasks/state.ts'
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId, ProjectId } from '../values/ids.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import type { AcceptanceState } from './acceptance/state.ts'
import type { Approval, ApprovalState, Condition, ReplacedAppraiser } from './approval/state.ts'
import type { Stage, Track } from './approval/words.ts'
import type { BudgetState } from './budget/state.ts'
import type { ConstructionState } from './construction/state.ts'
import type { Deadline, DeadlineKind } from './deadline.ts'
import type { EvaluationState } from './evaluation/state.ts'
import type { Part } from './parts.ts'
import type { ProjectStatus } from './status.ts'

/** Whose turn it is: the role and organisation that must act next; null when only the clock can. */
export interface Turn {
  role: Role
  org: OrgId
}

export interface ProjectState {
  /** Of the fold that made it: a kept state of another one is folded anew from the events. */
  version: number
  seq: number
  id: ProjectId
  status: ProjectStatus
  /** Since when the project is in this status (business time). */
  statusSince: Instant
  title: string
  owner: OrgId
  authority: OrgId
  track: Track
  /** The plan version that the track was judged against, kept for good (rulebook §2.1 [D]). */
  planBasis: { version: string; item: string } | null
  projectCode: string | null
  submittedOn: PlainDate
  /** Who prepared, wrote, appraised, evaluated, supervised or built: they and theirs never decide (`duties.ts`). */
  parts: Part[]
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
  reviews: Review[]
  /** Per step, the content of the last round that a person ended, and who; absent before the first. */
  closedRounds?: Partial<Record<ReviewStep, { contentHash: string; by: PersonId }>>
  /** Who stood aside, in which step while which stage was the last: for later rounds of it, too; absent before the first. */
  recusals?: Recusal[]
  /** Who holds which open task; absent while nobody holds any. */
  claims?: TaskClaim[]
  /** People whom the case was copied to 抄送: they may read it. */
  copied: PersonId[]
  /** Armed deadlines, as recorded. */
  deadlines: Deadline[]
  /** Per kind, the last deadline that passed: it is not armed again. */
  passed: Partial<Record<DeadlineKind, { round: number; dueAt: Instant }>>
}

/** The approval of a stage, if there is one in force. */
export const approvalOf = (state: ProjectState, stage: Stage): Approval | undefined =>
  state.approvals.findLast((approval) => approval.stage === stage)
