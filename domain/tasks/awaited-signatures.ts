/** 待签: the people whose signatures the case begins to wait for after an act. They are notified at once, not only by the first warning. */

import type { Recorded } from '../case/event.ts'
import { actionOf } from '../case/kind.ts'
import type { Office } from '../case/notice.ts'
import { voicesOf } from '../case/voices.ts'
import { ROUND_EVENTS } from '../review/topics.ts'
import type { Actor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { wallTimeOf } from '../values/plain-date.ts'
import type { TaskedCase, TaskedKind } from './kind.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'

/** What a notice asks to sign: any seat of this round. */
export interface NoticeSignature {
  step: string
  round: number
}

/** Who may hold a seat: people, and offices or only their leaders. */
export interface SeatHolders {
  people: PersonId[]
  offices: Office[]
  leadersOnly: boolean
  /** Excluded recipients, as `person:…` and `org:…`: people who may not sign, and the actor. */
  barred: string[]
}

/** One seat that can vote from now on, and who may hold it. */
export interface AwaitedSignature extends SeatHolders, NoticeSignature {
  seat: string
  /** Events of the act whose notices go to the holder of the seat already. */
  announcedBy: number[]
  zh: string
  en: string
}

/** Events whose notices already go to the people who must sign. */
const TELLS_SIGNERS: readonly string[] = Object.entries(ROUND_EVENTS)
  .filter(([, { tellsSigner }]) => tellsSigner)
  .map(([type]) => type)

/** An act: its events, in order, and who did it. */
interface Act {
  by: Actor
  events: readonly Recorded[]
}

/** Seats that can vote since this act, or that have a new holder. The actor gets no notice of their own act. */
export function awaitedSignatures(
  { kind, before, after }: { kind: TaskedKind; before: TaskedCase['state']; after: TaskedCase['state'] },
  act: Act,
): AwaitedSignature[] {
  if (after.reviews.length === 0) return []
  const was = new Map(votesOf({ kind, state: before }).map((task) => [task.key, task.person]))
  const announcedBy = act.events
    .filter(({ event }) => TELLS_SIGNERS.includes(event.type))
    .map(({ seq }) => seq)
  const actors = voicesOf(act.by)
  return votesOf({ kind, state: after })
    .filter(({ key, person }) => was.get(key) !== person && (person === null || !actors.includes(person)))
    .map((task) => ({
      ...{ step: task.step, round: task.round, seat: task.seat, announcedBy },
      ...holdersOf(task),
      barred: [...new Set([...task.barred, ...actors.map((person) => `person:${person}`)])].toSorted(),
      ...wordsOf(kind, task),
    }))
}

/** The people for whom the open seats of a step wait: voters, and advisers who were asked instead of them. */
export const seatHolders = (of: TaskedCase, step: string): SeatHolders[] =>
  tasksOf(of)
    .filter((task) => task.seat !== null && task.step === step)
    .map(holdersOf)

/** Whether the signature is still missing when the notice is sent. `person` null: from any person. */
export const stillAwaits = (of: TaskedCase, told: NoticeSignature, person: PersonId | null): boolean =>
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
