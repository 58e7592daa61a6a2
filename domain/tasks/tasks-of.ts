/** Everything that waits for somebody in this state, from its status, whose turn it is, and the open reviews. */
import type { Clock } from '../clock.ts'
import { ACTIONS, type Verb } from '../project/actions.ts'
import type { Deadline } from '../project/deadline.ts'
import type { ProjectState } from '../project/state.ts'
import { turnOf } from '../project/turn.ts'
import { type OpenSeat, openSeats } from './seats.ts'
import type { Task } from './task.ts'
import { waitedFor } from './waited-for.ts'

export function tasksOf(state: ProjectState): Task[] {
  const seats = openSeats(state)
  const turn = turnTask(state, seats)
  const tasks = [...(turn ? [turn] : []), ...seats.map((seat) => seatTask(state, seat))]
  const claims = state.claims ?? []
  return tasks.map((task) => ({
    ...task,
    person: claims.find((claim) => claim.task === task.key)?.person ?? null,
  }))
}

/** The turn's own task; a first signature on it is followed by seats, until they are taken or it is objected to. */
function turnTask(state: ProjectState, seats: readonly OpenSeat[]): Task | null {
  const waited = waitedFor(state)
  const turn = turnOf(state)
  if (!waited || !turn || seats.some(({ verb }) => verb === waited.verb)) return null
  const { roles } = ACTIONS[waited.verb]
  const { round, clock } = state.approval
  return {
    key: `project/${state.id}/${waited.verb}/${round}`,
    kind: waited.verb,
    verb: waited.verb,
    role: roles.includes(turn.role) ? turn.role : (roles[0] ?? turn.role),
    org: turn.org,
    person: null,
    step: null,
    round,
    ...dueOf(state.deadlines.find(({ kind }) => kind === waited.deadline)),
    why: waited.deadline === 'decision' && isPaused(clock) ? 'paused' : 'turn',
    leaderOnly: false,
    barred: barredFrom(state, waited.verb, []),
  }
}

const seatTask = (state: ProjectState, seat: OpenSeat): Task => ({
  key: `project/${state.id}/confirm-${seat.step}/${seat.round}`,
  kind: 'confirm',
  verb: seat.verb,
  role: seat.role,
  org: seat.org,
  person: null,
  step: seat.step,
  round: seat.round,
  ...dueOf(seat.deadline),
  why: 'seat',
  leaderOnly: seat.leaderOnly,
  barred: barredFrom(state, seat.verb, seat.signed),
})

const isPaused = (clock: Clock | null): boolean => clock?.pauses.some(({ to }) => to === null) ?? false

const dueOf = (deadline: Deadline | undefined) => ({
  dueOn: deadline?.dueOn ?? null,
  dueAt: deadline?.dueAt ?? null,
  provisional: deadline?.provisional ?? false,
})

/** S1 by person and by bureau, and who has signed already. */
function barredFrom({ preparers }: ProjectState, verb: Verb, signed: readonly string[]): string[] {
  const persons = signed.map((person) => `person:${person}`)
  if (!ACTIONS[verb].decides) return persons
  const prepared = preparers.flatMap(({ person, org }) => [
    `person:${person}`,
    ...(org === null ? [] : [`org:${org}`]),
  ])
  return [...new Set([...persons, ...prepared])].toSorted()
}
