/**
 * The review sub-aggregate: who has to sign what, embedded by any kind of case. A decision counts when every
 * seat of its round has given the same verdict on the same content.
 */
import type { OrgId } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import type { Instant } from '../plain-date.ts'
import type { ReviewStep } from './steps.ts'

export const SEATS = ['handler', 'leader'] as const
export type Seat = (typeof SEATS)[number]

export interface Signature {
  seat: Seat
  verdict: string
  person: PersonId
  org: OrgId
  at: Instant
}

/** A decision that waits for its second signature. */
export interface Review {
  step: ReviewStep
  round: number
  /** The act that the first person did and its content: the second signs exactly this. */
  subject: { verb: string; body: unknown; contentHash: string }
  formDigest: string
  fileDigests: string[]
  signatures: Signature[]
}
