import { dateOf, instant, msOf } from '../plain-date.ts'
import type { Consequences, DeadlinePlan } from '../project/rule.ts'
import { REVIEW_STEPS } from './steps.ts'

const HOUR_MS = 3_600_000

/** S5: the second person signs within some hours of the first, or the first signature stops counting. */
export const reviewDeadlines: DeadlinePlan = (state, { policy }) =>
  state.reviews.flatMap(({ step, signatures }) => {
    const [first] = signatures
    if (!first) return []
    const dueAt = instant(msOf(first.at) + policy.values.secondSignatureHours * HOUR_MS)
    const round = REVIEW_STEPS.indexOf(step)
    return [{ kind: 'secondSignature', round, dueOn: dateOf(dueAt), dueAt, provisional: false }]
  })

export const REVIEW_CONSEQUENCES: Consequences = {
  secondSignature: (state, { round }) => {
    const review = state.reviews.find(({ step }) => step === REVIEW_STEPS[round])
    if (!review) return []
    const { step } = review
    return [{ type: 'verdictsVoided', v: 1, step, round: review.round, cause: 'expired', reasons: null }]
  },
}
