/** Whose turn it is in each status, and for which act the project waits. */

import type { Turn } from '../case/state.ts'
import { awaitsExtension } from './acceptance/state.ts'
import type { Verb } from './actions.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

/** The act that a project waits for. */
export interface PendingAct {
  turn: Turn
  verb: Verb
  /** Acts that belong to the same task: the holder of the task does one of them. */
  acts: readonly Verb[]
}

type PendingIn = (state: ProjectState) => PendingAct | null
type TurnIn = (state: ProjectState) => Turn | null

const owner: TurnIn = (state) => ({ role: 'departmentLead', org: state.owner })
const authority: TurnIn = (state) => ({ role: 'approver', org: state.authority })
const agency: TurnIn = ({ approval }) =>
  approval.appraisal && { role: 'expert', org: approval.appraisal.agency }
const evaluator: TurnIn = ({ evaluation }) =>
  evaluation?.post ? { role: 'expert', org: evaluation.post.evaluator } : null

const waits =
  (by: TurnIn, verb: Verb, ...others: Verb[]): PendingIn =>
  (state) => {
    const turn = by(state)
    return turn && { turn, verb, acts: [verb, ...others] }
  }
const nothing: PendingIn = () => null

/** The owner submits evidence of rectification, then the authority checks it. */
const rectification: PendingIn = (state) =>
  state.construction?.rectification?.submittedOn
    ? waits(authority, 'acceptRectification')(state)
    : waits(owner, 'submitRectification')(state)

const resumption: PendingIn = (state) =>
  state.construction?.suspension?.requestedOn
    ? waits(authority, 'resumeConstruction')(state)
    : waits(owner, 'requestResumption')(state)

/** The owner applies for acceptance, unless it has requested an extension that can still be granted. */
const application: PendingIn = (state) =>
  awaitsExtension(state)
    ? waits(authority, 'decideExtension')(state)
    : waits(owner, 'applyForAcceptance', 'applyForExtension', 'startTrialRun')(state)

const acceptance: PendingIn = (state) =>
  state.acceptance?.reportFiledOn
    ? waits(owner, 'putIntoOperation')(state)
    : waits(owner, 'fileAcceptanceReport')(state)

/** During a post-evaluation: the evaluator, then the authority that adopts it. */
const operation: PendingIn = (state) => {
  const post = state.evaluation?.post
  if (!post && !state.evaluation?.self) return waits(owner, 'submitSelfEvaluation')(state)
  if (!post) return waits(owner, 'proposeOmFunds')(state)
  return post.report
    ? waits(authority, 'adoptPostEvaluation')(state)
    : waits(evaluator, 'submitPostEvaluation')(state)
}

const PENDING: Readonly<Record<ProjectStatus, PendingIn>> = {
  unopened: nothing,
  submitted: waits(authority, 'admit', 'requestSupplement', 'declineAdmission'),
  supplementing: waits(owner, 'supplement'),
  admitted: waits(authority, 'commissionAppraisal'),
  appraising: waits(agency, 'submitAppraisal'),
  deciding: waits(authority, 'decide', 'extendDecision', 'commissionAppraisal'),
  returned: waits(owner, 'submitStage'),
  stageApproved: waits(owner, 'submitStage'),
  readyToBuild: waits(owner, 'startConstruction'),
  building: waits(owner, 'reportCompletion'),
  rectifying: rectification,
  suspended: resumption,
  completed: application,
  trialRun: application,
  accepting: waits(authority, 'decideAcceptance'),
  acceptanceFailed: waits(owner, 'applyForAcceptance'),
  accepted: acceptance,
  operating: operation,
  withdrawn: nothing,
  declined: nothing,
  refused: nothing,
  terminated: nothing,
  retired: nothing,
}

export const pendingAct: PendingIn = (state) => PENDING[state.status](state)

export const turnOf: TurnIn = (state) => pendingAct(state)?.turn ?? null
