/** The form in which acts on a round are written; `decide.ts` adds what all of them share. */
import type { BodyOf, Verb } from '../project/actions.ts'
import type { Check } from '../refusal.ts'
import type { ReviewEvent } from './events.ts'
import type { Sitting } from './seats.ts'

export interface SittingRule<V extends Verb> {
  /** Conditions that do not depend on the content. */
  ready: (at: Sitting) => Check[]
  rules?: (at: Sitting, body: BodyOf<V>) => Check[]
  events: (at: Sitting, body: BodyOf<V>) => ReviewEvent[]
}

export type SittingRules<V extends Verb> = { readonly [K in V]: SittingRule<K> }

/** What every event of a round carries. */
export const ofRound = ({ review: { step, round } }: Sitting) => ({ v: 1 as const, step, round })
