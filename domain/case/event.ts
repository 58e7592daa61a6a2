/** The form of events, and the events of deadlines. Each event has a version; an old version is upcast when it is read. */
import type { Actor } from '../values/directory.ts'
import type { CommandId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import type { Deadline } from './deadline.ts'

export interface CaseEvent {
  type: string
  v: number
}

/** A deadline is armed or planned anew, lifted, or has passed. */
export type DeadlineEvent<K extends string = string> =
  | { type: 'deadlineSet'; v: 1; deadline: Omit<Deadline<K>, 'moved'>; why: 'rules' | 'calendar' | 'policy' }
  | { type: 'deadlineCleared'; v: 1; kind: K; round: number }
  | { type: 'deadlinePassed'; v: 1; kind: K; round: number; dueAt: Instant }

export type DeadlineSet<K extends string = string> = Extract<DeadlineEvent<K>, { type: 'deadlineSet' }>

export const isDeadlineSet = (event: CaseEvent): event is DeadlineSet => event.type === 'deadlineSet'

/** An event as it is recorded. */
export interface Recorded<E extends CaseEvent = CaseEvent> {
  seq: number
  /** Business time. */
  at: Instant
  by: Actor
  commandId: CommandId
  event: E
}

export type EventMeta = Pick<Recorded, 'at' | 'by'>
