/** The form in which acts on a round are written; `decide.ts` adds what all of them share. */
import type { Check } from '../case/refusal.ts'
import type { ReviewBody, ReviewVerb } from './actions.ts'
import type { ReviewEvent } from './events.ts'
import type { Sitting } from './seats.ts'

export interface SittingRule<V extends ReviewVerb> {
  /** Conditions that do not depend on the content. */
  ready: (at: Sitting) => Check[]
  rules?: (at: Sitting, body: ReviewBody<V>) => Check[]
  events: (at: Sitting, body: ReviewBody<V>) => ReviewEvent[]
}

export type SittingRules<V extends ReviewVerb> = { readonly [K in V]: SittingRule<K> }

/** What every event of a round carries. */
export const ofRound = ({ review: { step, round } }: Sitting) => ({ v: 1 as const, step, round })
