/**
 * What open rounds wait for: each seat whose turn has come is one task, of whoever may hold it or is named by it;
 * while its holder asked somebody for advice, it is that person's.
 */

import { idOf } from '../case/kind.ts'
import { adviceTaskKey, seatTaskKey } from '../case/task-keys.ts'
import { activeSeats } from '../review/joint/panel.ts'
import { seatDueAt } from '../review/seat-time.ts'
import { decidingUnit } from '../review/seats.ts'
import type { Review, ReviewSeat } from '../review/state.ts'
import type { PersonId } from '../values/ids.ts'
import { dateOf } from '../values/plain-date.ts'
import type { TaskedCase } from './kind.ts'
import { roleFor } from './offices.ts'
import { barredFrom, type Task } from './task.ts'

export const seatTasks = (of: TaskedCase): Task[] =>
  of.state.reviews.flatMap((review) =>
    activeSeats(review.seats).map((seat) =>
      seat.delegate === undefined
        ? voteTask(of, review, seat)
        : adviceTask(of, { review, seat, adviser: seat.delegate }),
    ),
  )

/** Seats that are open, whether their turn has come or somebody is asked for advice on them: a claim outlasts both. */
export const openSeatKeys = ({ kind, state }: TaskedCase): string[] =>
  state.reviews.flatMap((review) =>
    review.seats
      .filter(({ mark }) => mark === undefined)
      .map((seat) => seatTaskKey(idOf(kind, state), review, seat.id)),
  )

function voteTask(of: TaskedCase, review: Review, seat: ReviewSeat): Task {
  const { kind, state } = of
  const person = seat.person ?? null
  return {
    ...commonOf(review, seat),
    key: seatTaskKey(idOf(kind, state), review, seat.id),
    kind: 'confirm',
    ...officeOf(of, review, seat),
    person,
    isPersonal: person !== null,
    why: 'seat',
    leaderOnly: seat.isLeader === true,
    barred: barredFrom(of, review.subject.verb, [...voicesOf(review), ...kind.keptAway(state, review)]),
  }
}

interface Asked {
  review: Review
  seat: ReviewSeat
  adviser: PersonId
}

function adviceTask({ kind, state }: TaskedCase, { review, seat, adviser }: Asked): Task {
  return {
    ...commonOf(review, seat),
    key: adviceTaskKey(idOf(kind, state), review, seat.id),
    kind: 'advise',
    role: null,
    org: null,
    person: adviser,
    isPersonal: true,
    why: 'advice',
    leaderOnly: false,
    barred: [],
  }
}

function commonOf(review: Review, seat: ReviewSeat) {
  const { step, round, subject } = review
  const dueAt = seatDueAt(review, seat)
  // Hours are counted, not working days: no calendar makes them provisional.
  const due = { dueOn: dueAt && dateOf(dueAt), dueAt, provisional: false }
  return { verb: subject.verb, step, seat: seat.id, round, since: seat.since ?? null, ...due }
}

/** A seat of policy that names nobody is for whoever may do the act; one that names a person asks only what it says. */
function officeOf(of: TaskedCase, review: Review, { role, org, person }: ReviewSeat) {
  if (person !== undefined) return { role: role ?? null, org: org ?? null }
  const office = officeOfAct(of, review)
  return { role: role ?? office.role, org: org ?? office.org }
}

/** Who may do the act that is decided on. */
export const officeOfAct = ({ kind, state }: TaskedCase, review: Review) => ({
  role: roleFor(kind, review.subject.verb),
  org: decidingUnit({ kind, state, review }),
})

const voicesOf = ({ seats, recused }: Review): PersonId[] => [
  ...new Set([
    ...seats.flatMap(({ by, mark }) => (by === undefined || mark === undefined ? [] : [by])),
    ...recused,
  ]),
]
