/** Per status: the act that its turn waits for, other acts that also settle it, and the deadline it runs against. */
import { awaitsExtension } from './acceptance/state.ts'
import type { Verb } from './actions.ts'
import type { DeadlineKind } from './deadline.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

export interface WaitedFor {
  verb: Verb
  /** Acts that are the same piece of work: whoever holds the task does them. */
  acts: readonly Verb[]
  deadline: DeadlineKind | null
}

type WaitedForIn = (state: ProjectState) => WaitedFor | null

const act =
  (verb: Verb, deadline: DeadlineKind | null, ...others: Verb[]): WaitedForIn =>
  () => ({ verb, deadline, acts: [verb, ...others] })
const nothing: WaitedForIn = () => null

const application: WaitedForIn = (state) =>
  awaitsExtension(state)
    ? act('decideExtension', 'acceptanceApplication')(state)
    : act('applyForAcceptance', 'acceptanceApplication', 'applyForExtension', 'startTrialRun')(state)

const operation: WaitedForIn = (state) => {
  const post = state.evaluation?.post
  if (!post && !state.evaluation?.self) return act('submitSelfEvaluation', 'selfEvaluation')(state)
  if (!post) return act('proposeOmFunds', null)(state)
  return post.report
    ? act('adoptPostEvaluation', null)(state)
    : act('submitPostEvaluation', 'postEvaluation')(state)
}

const WAITED_FOR: Readonly<Record<ProjectStatus, WaitedForIn>> = {
  unopened: nothing,
  submitted: act('admit', 'completeness', 'requestSupplement', 'declineAdmission'),
  supplementing: act('supplement', 'supplement'),
  admitted: act('commissionAppraisal', 'decision'),
  appraising: act('submitAppraisal', 'appraisal'),
  deciding: act('decide', 'decision', 'extendDecision', 'commissionAppraisal'),
  returned: act('submitStage', null),
  stageApproved: act('submitStage', null),
  readyToBuild: act('startConstruction', null),
  building: act('reportCompletion', null),
  rectifying: (state) =>
    state.construction?.rectification?.submittedOn
      ? act('acceptRectification', null)(state)
      : act('submitRectification', 'rectification')(state),
  suspended: (state) =>
    state.construction?.suspension?.requestedOn
      ? act('resumeConstruction', 'resumptionCheck')(state)
      : act('requestResumption', null)(state),
  completed: application,
  trialRun: application,
  accepting: act('decideAcceptance', 'acceptanceDecision'),
  acceptanceFailed: act('applyForAcceptance', 'acceptanceRectification'),
  accepted: (state) =>
    state.acceptance?.reportFiledOn
      ? act('putIntoOperation', null)(state)
      : act('fileAcceptanceReport', 'acceptanceReport')(state),
  operating: operation,
  withdrawn: nothing,
  declined: nothing,
  refused: nothing,
  terminated: nothing,
  retired: nothing,
}

export const waitedFor: WaitedForIn = (state) => WAITED_FOR[state.status](state)
