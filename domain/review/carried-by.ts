import { voicesOf } from '../case/voices.ts'
import type { Actor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewedState } from './state.ts'

/**
 * Every person whose voice carries a step. With a panel, the round with its votes is still open when the last of them
 * takes effect.
 */
export function signersOf(
  { reviews }: Pick<ReviewedState, 'reviews'>,
  step: string,
  actor: Actor,
): PersonId[] {
  const pending = reviews.find((review) => review.step === step)
  const voters =
    pending?.seats.flatMap(({ mark, by, inSteadOf }) =>
      mark === 'for' ? [by ?? [], inSteadOf ?? []].flat() : [],
    ) ?? []
  return [...new Set([...voters, ...voicesOf(actor)])]
}
