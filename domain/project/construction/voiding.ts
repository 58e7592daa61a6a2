import type { ProjectEvent } from '../events.ts'
import type { ProjectState } from '../state.ts'
import type { ReviewStep } from '../steps.ts'

/** S5: what the first person signed on has changed, so that signature stops counting. */
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
