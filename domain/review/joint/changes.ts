/** Changes of a running round: closing a seat, opening it again, adding one 加签, removing one 减签. */

import { outcomeOf } from './outcome.ts'
import { activeSeats, type JointPanel, type JointSeat, type Mark } from './panel.ts'

export const POSITIONS = ['before', 'beside', 'after'] as const
export type Position = (typeof POSITIONS)[number]

export type SeatProblem = 'decidedAlready' | 'unknownSeat' | 'closedAlready' | 'notItsTurn'

/** Why this seat cannot be closed by a vote now; null when it can. */
export function seatProblem(panel: JointPanel, seats: readonly JointSeat[], id: string): SeatProblem | null {
  const seat = seats.find((one) => one.id === id)
  if (outcomeOf(panel, seats).kind !== 'open') return 'decidedAlready'
  if (!seat) return 'unknownSeat'
  if (seat.mark !== undefined) return 'closedAlready'
  return activeSeats(seats).some((active) => active.id === id) ? null : 'notItsTurn'
}

/** The seat closed. A seat that is closed keeps its first mark: nobody decides twice. */
export const marked = <S extends JointSeat>(seats: readonly S[], id: string, mark: Mark): S[] =>
  seats.map((seat) => (seat.id === id && seat.mark === undefined ? { ...seat, mark } : seat))

/** The seat open again 拿回. */
export const unmarked = <S extends JointSeat>(seats: readonly S[], id: string): S[] =>
  seats.map((seat) => {
    if (seat.id !== id) return seat
    const { mark: _mark, ...open } = seat
    return open as S
  })

/** One more seat, before, beside or after another. */
export function withSeat<S extends JointSeat>(
  seats: readonly S[],
  added: Omit<S, 'order'>,
  { position, of }: { position: Position; of: number },
): S[] {
  const order = position === 'after' ? of + 1 : of
  const moved =
    position === 'beside'
      ? seats
      : seats.map((seat) => (seat.order >= order ? { ...seat, order: seat.order + 1 } : seat))
  return [...moved, { ...added, order } as S]
}

/** Without an open seat. A closed one stays: what was said was said. */
export const withoutSeat = <S extends JointSeat>(seats: readonly S[], id: string): S[] =>
  seats.filter((seat) => seat.id !== id || seat.mark !== undefined)
