/** The form of the rules for acts on a round. `decide.ts` adds the common conditions. */
import type { Check } from '../case/refusal.ts'
import type { ReviewBody, ReviewVerb } from './actions.ts'
import type { ReviewEvent } from './events.ts'
import type { RoundContext } from './seats.ts'

export interface RoundRule<V extends ReviewVerb> {
  /** Conditions that do not depend on the content. */
  ready: (at: RoundContext) => Check[]
  rules?: (at: RoundContext, body: ReviewBody<V>) => Check[]
  events: (at: RoundContext, body: ReviewBody<V>) => ReviewEvent[]
}

export type RoundRules<V extends ReviewVerb> = { readonly [K in V]: RoundRule<K> }

/** What every event of a round carries. */
export const ofRound = ({ review: { step, round } }: RoundContext) => ({ v: 1 as const, step, round })
