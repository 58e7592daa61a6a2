/**
 * The review sub-aggregate: a decision that waits for its panel, embedded by any kind of case. Rounds that are over
 * live in the events.
 */
import type { Paths } from '../case/parts.ts'
import type { CaseState } from '../case/state.ts'
import type { Side } from '../case/voices.ts'
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import type { JointSeat } from './joint/panel.ts'
import type { Panel, SeatHolder } from './panels.ts'

/** Who added a signer: every account whose voice did, and the seat from which they did, if they have one. */
export interface Adder {
  people: PersonId[]
  seat: string | null
}

/** Who voted, as the directory knew them then: whoever is barred later, by whichever account or unit, does not count. */
export interface Cast {
  role: Role
  sides: Side[]
}

export interface ReviewSeat extends JointSeat, SeatHolder {
  /** Joined by 加签: may be removed again by 减签. */
  added?: true
  addedBy?: Adder
  /** Came to `person` by 转办: who holds it must be what it asks, named or not. */
  moved?: true
  /** Who closed it. */
  by?: PersonId
  /** Closed by a substitute: in whose stead. */
  inSteadOf?: PersonId
  cast?: Cast
  /** Since when its holder can act. */
  since?: Instant
  /** While it waits again: how long its holder could act before. */
  usedMs?: number
  /** Who was asked for advice 委派; the owner votes once it is there. */
  delegate?: PersonId
  /** Whose voices asked for it. */
  askedBy?: PersonId[]
}

export interface Recusal {
  step: string
  stage: string
  person: PersonId
}

export interface Review {
  step: string
  round: number
  /** The act that is decided on and its content: every seat signs exactly this. */
  subject: { verb: string; body: unknown; contentHash: string; paths?: Paths }
  formDigest: string
  fileDigests: string[]
  proposedBy: PersonId | null
  /** Every account whose voice proposed it: theirs and that of whom they acted for. */
  proposers: PersonId[]
  /** The department or agency whose act it is: where seats of national roles wait. */
  proposedFrom: OrgId | null
  /** The panel's rule as policy had it when the round was opened. */
  panel: Omit<Panel, 'seats'>
  seats: ReviewSeat[]
  /** How many signers were added so far: names the next one. */
  additions: number
  /** Who stood aside, in this round or an earlier one of the step and stage: they never vote in it. */
  recused: PersonId[]
  nudgedAt: Instant | null
}

/** A case with joint decisions. */
export interface ReviewedState extends CaseState {
  reviews: Review[]
  /** Per step, the content of the last round that a person ended, and who; absent before the first. */
  closedRounds?: Partial<Record<string, { contentHash: string; by: PersonId }>>
  /** Who stood aside, in which step while which stage was the last: for later rounds of it, too; absent before the first. */
  recusals?: Recusal[]
}
