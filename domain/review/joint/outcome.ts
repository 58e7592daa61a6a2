/** What a panel's marks amount to. */
import {
  type Effect,
  type Effects,
  isVote,
  type JointPanel,
  type JointRule,
  type JointSeat,
  MARKS,
  type Mark,
} from './panel.ts'

/** Why a panel can decide nothing; the matter goes back to the authority, visibly. */
export const FAILURES = ['nobodyLeft', 'noQuorum', 'nothingCounted', 'tooFewSeats', 'chairGone'] as const
export type Failure = (typeof FAILURES)[number]

export type Outcome =
  | { kind: 'open' }
  | { kind: 'approved' | 'rejected'; early: boolean }
  | { kind: 'failed'; early: boolean; why: Failure }

type Final = { kind: 'approved' } | { kind: 'rejected' } | { kind: 'failed'; why: Failure }

const APPROVED: Final = { kind: 'approved' }
const REJECTED: Final = { kind: 'rejected' }
const failed = (why: Failure): Final => ({ kind: 'failed', why })
const decided = (isFor: boolean): Final => (isFor ? APPROVED : REJECTED)

/**
 * The outcome. An early one is given only when every way in which the open seats can still be closed leads to the
 * same: hence the order in which votes arrive never matters.
 */
export function outcomeOf(panel: JointPanel, seats: readonly JointSeat[]): Outcome {
  const isComplete = seats.every(({ mark }) => mark !== undefined)
  if (isComplete) return { ...finalOf(panel, seats), early: false }
  if (!panel.earlyDecision) return { kind: 'open' }
  // Each rule moves one way only as open seats turn from against to for, or from counted to not: closing them all
  // alike, in each of the six ways, once with those of a veto and once after these are for it, therefore meets every
  // outcome that some mixture of ways could lead to.
  const heard = seats.map((seat): JointSeat => (seat.veto && !seat.mark ? { ...seat, mark: 'for' } : seat))
  const [first, ...others] = MARKS.flatMap((mark) =>
    [seats, heard].map((open) => finalOf(panel, closedBy(open, mark))),
  )
  if (!first || others.some(({ kind }) => kind !== first.kind)) return { kind: 'open' }
  return { ...first, early: true }
}

const closedBy = (seats: readonly JointSeat[], mark: Mark): JointSeat[] =>
  seats.map((seat) => (seat.mark === undefined ? { ...seat, mark } : seat))

/** The outcome when no seat is open. */
function finalOf({ rule, effects, quorum }: JointPanel, seats: readonly JointSeat[]): Final {
  if (seats.length === 0) return failed('nobodyLeft')
  // What policy asks is asked of its own seats: whoever was added makes up for none of them.
  const own = seats.filter(({ added }) => added !== true)
  const votes = own.filter(({ mark }) => isVote(mark)).length
  if (votes === 0) return failed('nobodyLeft')
  if (votes < quorum) return failed('noQuorum')
  const pro = seats.filter((seat) => effectOf(seat, effects) === 'for')
  const contra = seats.filter((seat) => effectOf(seat, effects) === 'against')
  if (contra.some(({ veto }) => veto)) return REJECTED
  // Whoever was added does not carry the act; where all must agree they must, too.
  return rule.kind === 'all' ? byRule(rule, { pro, contra }) : byRule(rule, ownOf({ pro, contra }))
}

/** Whatever the panel says of other seats: nobody waits until a veto has gone, for no silence approves (T9). */
function effectOf({ mark, veto }: JointSeat, effects: Effects): Effect {
  if (mark === undefined) return 'notCounted'
  if (mark === 'for' || mark === 'against') return mark
  return veto && !isVote(mark) ? 'against' : effects[mark]
}

interface Voices {
  pro: readonly JointSeat[]
  contra: readonly JointSeat[]
}

const ownOf = ({ pro, contra }: Voices): Voices => ({
  pro: pro.filter(({ added }) => added !== true),
  contra: contra.filter(({ added }) => added !== true),
})

function byRule(rule: JointRule, { pro, contra }: Voices): Final {
  const counted = pro.length + contra.length
  switch (rule.kind) {
    case 'all':
      return counted === 0 ? failed('nothingCounted') : decided(contra.length === 0)
    case 'any':
      return counted === 0 ? failed('nothingCounted') : decided(pro.length > 0)
    case 'kOfN':
      return counted < rule.k ? failed('tooFewSeats') : decided(pro.length >= rule.k)
    case 'weighted':
      return byWeight(rule, weightOf(pro), weightOf(contra))
    case 'veto':
      // Who could have objected and did not: one of them must have been counted.
      return pro.some(({ veto }) => veto) ? APPROVED : failed('nothingCounted')
    case 'chair': {
      const isChair = ({ id }: JointSeat): boolean => id === rule.chair
      if (pro.some(isChair)) return APPROVED
      return contra.some(isChair) ? REJECTED : failed('chairGone')
    }
  }
}

/** Integer comparisons only: no share is ever rounded. */
function byWeight(rule: Extract<JointRule, { kind: 'weighted' }>, pro: number, contra: number): Final {
  const whole = rule.percent * (pro + contra)
  if (pro + contra === 0) return failed('nothingCounted')
  return decided(rule.strictly ? 100 * pro > whole : 100 * pro >= whole)
}

const weightOf = (seats: readonly JointSeat[]): number => seats.reduce((sum, { weight }) => sum + weight, 0)
