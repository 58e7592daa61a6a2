/** What can happen to any case, and the form of events. Each event has a version; reading an old one upcasts it. */
import type { Actor } from '../values/directory.ts'
import type { CommandId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import type { Deadline } from './deadline.ts'

export interface CaseEvent {
  type: string
  v: number
}

/** The clock: a deadline armed or re-planned, lifted, or passed. */
export type DeadlineEvent<K extends string = string> =
  | { type: 'deadlineSet'; v: 1; deadline: Omit<Deadline<K>, 'moved'>; why: 'rules' | 'calendar' | 'policy' }
  | { type: 'deadlineCleared'; v: 1; kind: K; round: number }
  | { type: 'deadlinePassed'; v: 1; kind: K; round: number; dueAt: Instant }

export type DeadlineSet<K extends string = string> = Extract<DeadlineEvent<K>, { type: 'deadlineSet' }>

export const isDeadlineSet = (event: CaseEvent): event is DeadlineSet => event.type === 'deadlineSet'

/** An event as the record holds it. */
export interface Recorded<E extends CaseEvent = CaseEvent> {
  seq: number
  /** Business time. */
  at: Instant
  by: Actor
  commandId: CommandId
  event: E
}

export type EventMeta = Pick<Recorded, 'at' | 'by'>

/** How each kind of event changes the state. */
export type Evolve<S, E extends CaseEvent, M extends EventMeta = EventMeta> = {
  readonly [T in E['type']]: (state: S, event: Extract<E, { type: T }>, meta: M) => S
}
