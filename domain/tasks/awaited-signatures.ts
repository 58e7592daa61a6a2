/** 待签: whose signature an act makes the case wait for, so that they hear of it at once and not by the first warning. */

import type { Recorded } from '../case/event.ts'
import { actionOf } from '../case/kind.ts'
import { voicesOf } from '../case/voices.ts'
import type { Office } from '../review/events.ts'
import type { Actor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { wallTimeOf } from '../values/plain-date.ts'
import type { TaskedCase, TaskedKind } from './kind.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'

/** What a notice asked to be signed: any seat of this round. */
export interface SignatureTold {
  step: string
  round: number
}

/** Who may hold a seat: people, and offices or only their leaders. */
export interface SeatHolders {
  people: PersonId[]
  offices: Office[]
  leadersOnly: boolean
  /** Who is not told, as `person:…` and `org:…`: whoever may not sign, and whoever did the act. */
  barred: string[]
}

/** One seat that can vote from now on, and who may hold it. */
export interface AwaitedSignature extends SeatHolders, SignatureTold {
  seat: string
  /** Events of the act that tell the holder of the seat already. */
  toldBy: number[]
  zh: string
  en: string
}

/** Their notices tell those who are to sign themselves. */
const TELLS_SIGNERS: readonly string[] = ['signerAdded', 'seatTransferred', 'adviceGiven']

/** An act: its events, in order, and who did it. */
interface Act {
  by: Actor
  events: readonly Recorded[]
}

/** Seats whose turn has come by this act, or that have come to somebody else. Nobody is told of what they did. */
export function awaitedSignatures(
  { kind, before, after }: { kind: TaskedKind; before: TaskedCase['state']; after: TaskedCase['state'] },
  act: Act,
): AwaitedSignature[] {
  if (after.reviews.length === 0) return []
  const was = new Map(votesOf({ kind, state: before }).map((task) => [task.key, task.person]))
  const toldBy = act.events.filter(({ event }) => TELLS_SIGNERS.includes(event.type)).map(({ seq }) => seq)
  const actors = voicesOf(act.by)
  return votesOf({ kind, state: after })
    .filter(({ key, person }) => was.get(key) !== person && (person === null || !actors.includes(person)))
    .map((task) => ({
      ...{ step: task.step, round: task.round, seat: task.seat, toldBy },
      ...holdersOf(task),
      barred: [...new Set([...task.barred, ...actors.map((person) => `person:${person}`)])].toSorted(),
      ...wordsOf(kind, task),
    }))
}

/** Whoever the open seats of a step wait for now: its voters, and who was asked for advice in their place. */
export const seatHolders = (of: TaskedCase, step: string): SeatHolders[] =>
  tasksOf(of)
    .filter((task) => task.seat !== null && task.step === step)
    .map(holdersOf)

/** Nobody is asked in the morning for what was signed in the evening. `person` null: whether by anybody at all. */
export const stillAwaits = (of: TaskedCase, told: SignatureTold, person: PersonId | null): boolean =>
  votesOf(of).some(
    (task) =>
      task.step === told.step &&
      task.round === told.round &&
      (person === null || (task.person ?? person) === person) &&
      !task.barred.includes(`person:${person}`),
  )

type Vote = Task & { step: string; seat: string }

const votesOf = (of: TaskedCase): Vote[] =>
  tasksOf(of).filter((task): task is Vote => task.kind === 'confirm' && task.seat !== null)

const holdersOf = ({ person, role, org, leaderOnly, barred }: Task): SeatHolders => ({
  people: person === null ? [] : [person],
  offices: person === null && role !== null && org !== null ? [{ role, org }] : [],
  ...{ leadersOnly: leaderOnly, barred },
})

function wordsOf(kind: TaskedKind, { verb, dueAt }: Task): { zh: string; en: string } {
  const { zh, en } = actionOf(kind, verb)
  const until = dueAt && wallTimeOf(dueAt)
  return {
    zh: `请签署：${zh}${until ? `，截止${until}` : ''}`,
    en: `To be signed: ${en}${until ? `, until ${until}` : ''}`,
  }
}
