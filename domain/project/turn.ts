/** Whose turn it is: who must act next, so that people and operators see why a case stands still. */

import type { Turn } from '../case/state.ts'
import { awaitsExtension } from './acceptance/state.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

type TurnOf = (state: ProjectState) => Turn | null

const owner: TurnOf = (state) => ({ role: 'departmentLead', org: state.owner })
const authority: TurnOf = (state) => ({ role: 'approver', org: state.authority })
const nobody: TurnOf = () => null

/** While a post-evaluation is under way: its evaluator, then the authority that adopts it. */
const operation: TurnOf = (state) => {
  const post = state.evaluation?.post
  if (!post) return owner(state)
  return post.report ? authority(state) : { role: 'expert', org: post.evaluator }
}

/** The owner proves its rectification, the authority checks the proof. */
const rectification: TurnOf = (state) =>
  state.construction?.rectification?.submittedOn ? authority(state) : owner(state)
const resumption: TurnOf = (state) =>
  state.construction?.suspension?.requestedOn ? authority(state) : owner(state)

/** The owner applies for acceptance, unless it has asked for more time that can still be granted. */
const application: TurnOf = (state) => (awaitsExtension(state) ? authority(state) : owner(state))

const TURNS: Readonly<Record<ProjectStatus, TurnOf>> = {
  unopened: nobody,
  submitted: authority,
  supplementing: owner,
  admitted: authority,
  appraising: ({ approval }) => approval.appraisal && { role: 'expert', org: approval.appraisal.agency },
  deciding: authority,
  returned: owner,
  stageApproved: owner,
  readyToBuild: owner,
  building: owner,
  rectifying: rectification,
  suspended: resumption,
  completed: application,
  trialRun: application,
  accepting: authority,
  acceptanceFailed: owner,
  accepted: owner,
  operating: operation,
  withdrawn: nobody,
  declined: nobody,
  refused: nobody,
  terminated: nobody,
  retired: nobody,
}

export const turnOf: TurnOf = (state) => TURNS[state.status](state)
