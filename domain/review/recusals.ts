/** 回避 lasts for the stage: a conflict of interest does not end with the round in which it was told [D]. */
import type { PersonId } from '../ids.ts'
import type { Facts } from '../project/facts.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'
import { voicesOf } from '../substitution/substitution.ts'
import type { ReviewStep } from './steps.ts'

/** Who stood aside in an earlier round of this step and stage. */
export const recusedFrom = ({ recusals = [], approval }: ProjectState, step: ReviewStep): PersonId[] =>
  recusals.filter((one) => one.step === step && one.stage === approval.stage).map(({ person }) => person)

/** Whoever stood aside does not come back by proposing the act anew. */
export const mayPropose = (state: ProjectState, step: ReviewStep, { actor }: Pick<Facts, 'actor'>): Check =>
  must(!voicesOf(actor).some((voice) => recusedFrom(state, step).includes(voice)), 'recusedAlready')
