/** 回避 lasts for the matter, in an approval for the stage: a conflict of interest does not end with the round in which it was told [D]. */
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { voicesOf } from '../case/voices.ts'
import { SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import type { Actor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewedKind } from './kind.ts'
import type { Seen } from './seats.ts'
import type { ReviewedState } from './state.ts'
import type { ReviewMeta, RoundTopic } from './topic.ts'

const REFUSALS = {
  recusedAlready: {
    kind: 'forbidden',
    zh: '已回避，不得再参与本阶段此事项的签署，以后各轮亦同；请由他人签署',
    en: 'whoever stood aside takes no further part in this step of the stage, in later rounds neither: somebody else signs',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

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

export const withRecusal = (state: ReviewedState, step: string, { by, kind }: ReviewMeta): ReviewedState =>
  by.kind === 'system'
    ? state
    : {
        ...state,
        recusals: [...(state.recusals ?? []), { step, stage: kind.matterOf(state).stage, person: by.person }],
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

const notAmong = (recused: readonly PersonId[], actor: Actor): Check =>
  must(!voicesOf(actor).some((voice) => recused.includes(voice)), 'recusedAlready')

/** The actor has not stood aside, in this round or an earlier one of its step and stage. */
export const notRecused = ({ review, facts: { actor } }: Seen): Check => notAmong(review.recused, actor)

/** Whoever stood aside does not come back by proposing the act anew. */
export const mayPropose = (
  { kind, state }: { kind: ReviewedKind; state: ReviewedState },
  step: string,
  actor: Actor,
): Check => notAmong(recusedFrom(kind, state, step), actor)

export const RECUSALS = { refusals: REFUSALS } satisfies RoundTopic
