/** 回避 lasts for the matter, in an approval for the stage: a conflict of interest does not end with the round in which it was told [D]. */
import type { Check } from '../case/refusal.ts'
import { voicesOf } from '../case/voices.ts'
import type { Actor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewedKind } from './kind.ts'
import { must } from './refusals.ts'
import type { ReviewedState } from './state.ts'

/** Who stood aside in an earlier round of this step and stage. */
export function recusedFrom(
  kind: Pick<ReviewedKind, 'matterOf'>,
  state: ReviewedState,
  step: string,
): PersonId[] {
  const { stage } = kind.matterOf(state)
  return (state.recusals ?? [])
    .filter((one) => one.step === step && one.stage === stage)
    .map(({ person }) => person)
}

/** What was decided is over; the next document of the same stage is the same matter. */
export function withoutRecusals(
  kind: Pick<ReviewedKind, 'isOnForm'>,
  state: ReviewedState,
  step: string,
): ReviewedState {
  if (kind.isOnForm(step) || !state.recusals) return state
  return { ...state, recusals: state.recusals.filter((one) => one.step !== step) }
}

/** Whoever stood aside does not come back by proposing the act anew. */
export function mayPropose(
  { kind, state }: { kind: ReviewedKind; state: ReviewedState },
  step: string,
  actor: Actor,
): Check {
  const recused = recusedFrom(kind, state, step)
  return must(!voicesOf(actor).some((voice) => recused.includes(voice)), 'recusedAlready')
}
