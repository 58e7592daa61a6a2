import type { Seat } from './state.ts'
import type { ReviewStep } from './steps.ts'

/** Signatures, and why they stopped counting. */
export type ReviewEvent =
  | {
      type: 'verdictGiven'
      v: 1
      step: ReviewStep
      round: number
      seat: Seat
      verdict: string
      formDigest: string
      fileDigests: string[]
      /** With the first seat: the act that the further seats sign. */
      subject: { verb: string; body: unknown; contentHash: string } | null
    }
  | {
      type: 'verdictsVoided'
      v: 1
      step: ReviewStep
      round: number
      cause: 'formChanged' | 'objected' | 'expired' | 'overtaken'
      reasons: string | null
    }
