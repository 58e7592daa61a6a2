/** Separation of duties between acts: who had a part in an earlier act that keeps them from signing this one. */

import type { Check } from '../case/refusal.ts'
import type { Side } from '../case/voices.ts'
import type { Seen } from '../review/seats.ts'
import type { Review } from '../review/state.ts'
import type { PersonId } from '../values/ids.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'
import { ACTS } from './topics.ts'

export const earlierPartChecks = (
  at: Seen & { state: ProjectState; facts: Pick<Facts, 'policy'> },
  sides: readonly Side[],
): Check[] => ACTS[at.review.subject.verb]?.earlierPart?.(at, sides) ?? []

export const keptAway = (state: ProjectState, { subject }: Review): PersonId[] =>
  ACTS[subject.verb]?.keptAway?.(state, subject) ?? []
