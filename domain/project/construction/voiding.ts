import type { ProjectEvent } from '../events.ts'
import type { ProjectState } from '../state.ts'
import type { ReviewStep } from '../steps.ts'

/** S5: the content that the first person signed has changed, so the signature no longer counts. */
export const voidedSignature = ({ reviews }: ProjectState, step: ReviewStep): ProjectEvent[] =>
  reviews
    .filter((review) => review.step === step)
    .map(({ round }) => ({
      type: 'verdictsVoided',
      v: 1,
      step,
      round,
      cause: 'formChanged',
      reasons: null,
    }))
