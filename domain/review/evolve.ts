import type { Evolve } from '../project/rule.ts'
import type { ReviewEvent } from './events.ts'
import type { Review, Signature } from './state.ts'

export const REVIEW_EVOLVE: Evolve<ReviewEvent> = {
  verdictGiven: (state, event, { at, by }) => {
    const others = state.reviews.filter(({ step }) => step !== event.step)
    // The last seat closes the review; it lives on in the events.
    if (event.subject === null || by.kind !== 'person') return { ...state, reviews: others }
    const signature: Signature = {
      seat: event.seat,
      verdict: event.verdict,
      person: by.person,
      org: by.org,
      at,
    }
    const { step, round, subject, formDigest, fileDigests } = event
    const review: Review = { step, round, subject, formDigest, fileDigests, signatures: [signature] }
    return { ...state, reviews: [...others, review] }
  },
  verdictsVoided: (state, event) => ({
    ...state,
    reviews: state.reviews.filter(({ step }) => step !== event.step),
  }),
}
