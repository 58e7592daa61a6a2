/** What joint decisions ask of a kind of case. */
import type { CaseFacts, CasePolicy } from '../case/facts.ts'
import type { CaseKind, Words } from '../case/kind.ts'
import type { Check } from '../case/refusal.ts'
import type { Side } from '../case/voices.ts'
import type { PersonId } from '../values/ids.ts'
import type { Panel } from './panels.ts'
import type { VoidCause } from './rounds.ts'
import type { Seen } from './seats.ts'
import type { Review, ReviewedState } from './state.ts'

/** Policy on joint decisions. */
export interface ReviewPolicy extends CasePolicy {
  /** Who signs each step, and how signatures become a decision. */
  panels: Readonly<Record<string, Panel>>
  /** Between two nudges of one round. */
  nudgeHours: number
}

export type ReviewFacts = CaseFacts<ReviewPolicy>

/** What is being decided on now: in an approval the stage, its round, and the form as it was submitted. */
export interface Matter {
  stage: string
  round: number
  formDigest: string
}

export interface ReviewedKind extends CaseKind {
  /** Steps that a panel may decide on. New ones go last: the deadlines of seats are numbered by the place in this table. */
  steps: Readonly<Record<string, Words>>
  matterOf(state: ReviewedState): Matter
  stages: Readonly<Record<string, Words>>
  /** The step decides on the submitted form, and falls with any change of it. */
  isOnForm(step: string): boolean
  /** The files that whoever signs this step signs on. Where an act names its documents itself, its content binds them. */
  filesOf(state: ReviewedState, step: string): string[]
  /** Why a part in an earlier act keeps these sides from signing this one. */
  earlierPartChecks(at: Seen, sides: readonly Side[]): Check[]
  /** The people whom an earlier act keeps away: nobody asks them to sign. */
  keptAway(state: ReviewedState, review: Review): PersonId[]
  /** Why a round ends with what has happened beside it, besides the end of the case and a change of what was signed on. */
  overtakenBy(review: Review, before: ReviewedState, after: ReviewedState): VoidCause | null
}
