/** Whose turn it is: who must act next, so that people and operators see why a case stands still. */
import type { ProjectState, Turn } from './state.ts'
import type { ProjectStatus } from './status.ts'

type TurnOf = (state: ProjectState) => Turn | null

const owner: TurnOf = (state) => ({ role: 'departmentLead', org: state.owner })
const authority: TurnOf = (state) => ({ role: 'approver', org: state.authority })
const nobody: TurnOf = () => null

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
  rectifying: owner,
  suspended: authority,
  completed: owner,
  trialRun: owner,
  accepting: authority,
  acceptanceFailed: owner,
  accepted: owner,
  operating: owner,
  withdrawn: nobody,
  declined: nobody,
  refused: nobody,
  terminated: nobody,
  retired: nobody,
}

export const turnOf: TurnOf = (state) => TURNS[state.status](state)
