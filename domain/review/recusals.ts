/** 回避 lasts for the matter, in an approval for the stage: a conflict of interest does not end with the round in which it was told [D]. */

import type { Facts } from '../project/facts.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'
import { voicesOf } from '../substitution/substitution.ts'
import type { PersonId } from '../values/ids.ts'
import { isOnForm } from './bound-files.ts'
import type { ReviewStep } from './steps.ts'

/** Who stood aside in an earlier round of this step and stage. */
export const recusedFrom = ({ recusals = [], approval }: ProjectState, step: ReviewStep): PersonId[] =>
  recusals.filter((one) => one.step === step && one.stage === approval.stage).map(({ person }) => person)

/** What was decided is over; the next document of the same stage is the same matter. */
export function withoutRecusals(state: ProjectState, step: ReviewStep): ProjectState {
  if (isOnForm(step) || !state.recusals) return state
  return { ...state, recusals: state.recusals.filter((one) => one.step !== step) }
}

/** Whoever stood aside does not come back by proposing the act anew. */
export const mayPropose = (state: ProjectState, step: ReviewStep, { actor }: Pick<Facts, 'actor'>): Check =>
  must(!voicesOf(actor).some((voice) => recusedFrom(state, step).includes(voice)), 'recusedAlready')
