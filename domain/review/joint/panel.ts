/**
 * Joint decisions 会签, 或签, 票签 as plain data: who sits on a panel, by which rule voices become a decision, and
 * what silence means. It knows neither projects nor people nor time.
 */

/** What a seat's holder may do. */
export const VOTES = ['for', 'against', 'abstain'] as const
export type Vote = (typeof VOTES)[number]

/** Other ways in which a seat ends: nobody came, its holder stood aside, or its time ran out. */
export const SEAT_ENDS = ['absent', 'recused', 'timedOut'] as const
export type SeatEnd = (typeof SEAT_ENDS)[number]

/** How a seat was closed. A seat without a mark is open. */
export type Mark = Vote | SeatEnd
export const MARKS: readonly Mark[] = [...VOTES, ...SEAT_ENDS]

/** What a mark that is neither for nor against counts as. */
export const EFFECTS = ['for', 'against', 'notCounted'] as const
export type Effect = (typeof EFFECTS)[number]
export type Effects = Readonly<Record<Exclude<Mark, 'for' | 'against'>, Effect>>

export const RULE_KINDS = ['all', 'any', 'kOfN', 'weighted', 'veto', 'chair'] as const

export type JointRule =
  /** 会签: every counted seat is for. */
  | { kind: 'all' }
  /** 或签: one counted seat is for. */
  | { kind: 'any' }
  /** At least `k` seats are for. */
  | { kind: 'kOfN'; k: number }
  /** 票签: at least `percent` of the counted weight is for; `strictly`: more than that. */
  | { kind: 'weighted'; percent: number; strictly: boolean }
  /** No seat with a veto is against; the other seats advise. */
  | { kind: 'veto' }
  /** What the chair says; the other seats advise. */
  | { kind: 'chair'; chair: string }

export interface JointSeat {
  id: string
  /** Seats of one order sign side by side; a higher order waits until the lower ones are closed. */
  order: number
  weight: number
  /** A counted "against" of this seat rejects, whatever the rule; so does its end without a vote. */
  veto?: boolean
  mark?: Mark
  /** Joined by 加签: it may object, but stands in for no seat of policy. */
  added?: true
}

export interface JointPanel {
  rule: JointRule
  /** Decide as soon as no open seat can change the outcome; otherwise when every seat is closed. */
  earlyDecision: boolean
  effects: Effects
  /** So many votes (abstentions included, ends not) are needed, one at least: silence alone decides nothing. */
  quorum: number
}

export const isVote = (mark: Mark | undefined): boolean =>
  mark === 'for' || mark === 'against' || mark === 'abstain'

/** Seats that can vote now. */
export function activeSeats<S extends JointSeat>(seats: readonly S[]): S[] {
  const open = seats.filter(({ mark }) => mark === undefined)
  const order = Math.min(...open.map((seat) => seat.order))
  return open.filter((seat) => seat.order === order)
}
