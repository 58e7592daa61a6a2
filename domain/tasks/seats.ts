/**
 * What open rounds wait for: each seat whose turn has come is one task, of whoever may hold it or is named by it;
 * while its holder asked somebody for advice, it is that person's.
 */

import type { Verb } from '../project/actions.ts'
import type { ProjectState } from '../project/state.ts'
import { seatDueAt } from '../review/deadlines.ts'
import { keptAway } from '../review/earlier-part.ts'
import { activeSeats } from '../review/joint/panel.ts'
import { decidingUnit } from '../review/seats.ts'
import type { Review, ReviewSeat } from '../review/state.ts'
import type { PersonId, ProjectId } from '../values/ids.ts'
import { dateOf } from '../values/plain-date.ts'
import { seatTaskKey } from './keys.ts'
import { roleFor } from './offices.ts'
import { barredFrom, type Task } from './task.ts'

export const seatTasks = (state: ProjectState): Task[] =>
  state.reviews.flatMap((review) =>
    activeSeats(review.seats).map((seat) =>
      seat.delegate === undefined
        ? voteTask(state, review, seat)
        : adviceTask(state, { review, seat, adviser: seat.delegate }),
    ),
  )

/** Seats that are open, whether their turn has come or somebody is asked for advice on them: a claim outlasts both. */
export const openSeatKeys = ({ id, reviews }: ProjectState): string[] =>
  reviews.flatMap((review) =>
    review.seats.filter(({ mark }) => mark === undefined).map((seat) => seatTaskKey(id, review, seat.id)),
  )

function voteTask(state: ProjectState, review: Review, seat: ReviewSeat): Task {
  const person = seat.person ?? null
  return {
    ...commonOf(review, seat),
    key: seatTaskKey(state.id, review, seat.id),
    kind: 'confirm',
    ...officeOf(state, review, seat),
    person,
    isPersonal: person !== null,
    why: 'seat',
    leaderOnly: seat.isLeader === true,
    barred: barredFrom(state, review.subject.verb as Verb, [...voicesOf(review), ...keptAway(state, review)]),
  }
}

interface Asked {
  review: Review
  seat: ReviewSeat
  adviser: PersonId
}

function adviceTask(state: ProjectState, { review, seat, adviser }: Asked): Task {
  return {
    ...commonOf(review, seat),
    key: adviceTaskKey(state.id, review, seat.id),
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

const adviceTaskKey = (id: ProjectId, { step, round }: Review, seat: string): string =>
  `project/${id}/advise-${step}-${seat}/${round}`

function commonOf(review: Review, seat: ReviewSeat) {
  const { step, round, subject } = review
  const dueAt = seatDueAt(review, seat)
  // Hours are counted, not working days: no calendar makes them provisional.
  const due = { dueOn: dueAt && dateOf(dueAt), dueAt, provisional: false }
  return { verb: subject.verb as Verb, step, seat: seat.id, round, since: seat.since ?? null, ...due }
}

/** A seat of policy that names nobody is for whoever may do the act; one that names a person asks only what it says. */
function officeOf(state: ProjectState, review: Review, { role, org, person }: ReviewSeat) {
  if (person !== undefined) return { role: role ?? null, org: org ?? null }
  const office = officeOfAct(state, review)
  return { role: role ?? office.role, org: org ?? office.org }
}

/** Who may do the act that is decided on. */
export const officeOfAct = (state: ProjectState, review: Review) => ({
  role: roleFor(review.subject.verb as Verb),
  org: decidingUnit(state, review),
})

const voicesOf = ({ seats, recused }: Review): PersonId[] => [
  ...new Set([
    ...seats.flatMap(({ by, mark }) => (by === undefined || mark === undefined ? [] : [by])),
    ...recused,
  ]),
]
