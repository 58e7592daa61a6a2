import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Position } from './joint/changes.ts'
import type { Failure } from './joint/outcome.ts'
import type { SeatEnd, Vote } from './joint/panel.ts'
import type { Panel } from './panels.ts'
import type { Adder, Review } from './state.ts'

interface OfRound {
  v: 1
  step: string
  round: number
}

/** People in a role for an organisation. */
export interface Office {
  role: Role
  org: OrgId
}

export type VoidCause =
  | 'formChanged'
  | 'objected'
  | 'expired'
  | 'notCarried'
  | 'failed'
  | 'takenBack'
  | 'conditionsUnmet'
  | 'overtaken'
  | 'decisionRevoked'
  | 'signerBarred'

/** Joint decisions: votes, what happens to seats, and how a round ends. */
export type ReviewEvent =
  | (OfRound & { type: 'reviewOpened'; formDigest: string; fileDigests: string[]; panel: Panel } & Pick<
        Review,
        'subject'
      >)
  | (OfRound & {
      type: 'verdictGiven'
      seat: string
      vote: Vote
      verdict: string
      formDigest: string
      fileDigests: string[]
      reasons: string | null
    })
  /** A seat that closed without a vote; as a person's recusal, or by the clock. `seats` is empty where a role sits. */
  | (OfRound & { type: 'seatsClosed'; seats: string[]; as: SeatEnd; reasons: string | null })
  | (OfRound & {
      type: 'signerAdded'
      seat: string
      position: Position
      order: number
      person: PersonId | null
      role: Role | null
      org: OrgId | null
      reasons: string
      /** Left out by older ones, whose signer anybody of the panel removes. */
      addedBy?: Adder
    })
  | (OfRound & { type: 'signerRemoved'; seat: string; reasons: string })
  /** `keeps`: what the seat asks of its holder and its time, which older ones took from it. */
  | (OfRound & { type: 'seatTransferred'; seat: string; to: PersonId; reasons: string; keeps?: true })
  | (OfRound & { type: 'seatDelegated'; seat: string; to: PersonId; reasons: string })
  | (OfRound & { type: 'adviceGiven'; seat: string; recommends: Vote; advice: string })
  | (OfRound & { type: 'voteTakenBack'; seat: string; reasons: string })
  | (OfRound & { type: 'reviewNudged'; seats: string[]; people: PersonId[]; offices: Office[] })
  | (OfRound & { type: 'copiedTo'; people: PersonId[] })
  /** The panel approved: the act's own events follow. */
  | (OfRound & { type: 'reviewCarried'; early: boolean; votes: Record<Vote, number> })
  /** The round is over without effect; `why` where the panel could decide nothing. */
  | (OfRound & { type: 'verdictsVoided'; cause: VoidCause; reasons: string | null; why?: Failure })
