/** The form in which each subject writes its rules; `decide` composes them. */
import type { Check } from '../refusal.ts'
import type { BodyOf, Verb } from './actions.ts'
import type { Deadline, DeadlineKind, PlannedDeadline } from './deadline.ts'
import type { EventOf, ProjectEvent, RecordedEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'

/** One act: when it may be done, what its content must satisfy, and what then happens. */
export interface Rule<V extends Verb> {
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready: (state: ProjectState, facts: Facts) => Check[]
  /** Conditions on the content. */
  rules?: (state: ProjectState, body: BodyOf<V>, facts: Facts) => Check[]
  /** What happens; called only when every condition holds. */
  events: (state: ProjectState, body: BodyOf<V>, facts: Facts) => ProjectEvent[]
}

export type Rules<V extends Verb> = { readonly [K in V]: Rule<K> }

export type EventMeta = Pick<RecordedEvent, 'at' | 'by'>

/** How each kind of event changes the state. */
export type Evolve<E extends ProjectEvent> = {
  readonly [T in E['type']]: (state: ProjectState, event: EventOf<T>, meta: EventMeta) => ProjectState
}

/** What the clock's passing does, besides being recorded. */
export type Consequences = Partial<
  Readonly<Record<DeadlineKind, (state: ProjectState, deadline: Deadline, facts: Facts) => ProjectEvent[]>>
>

/** Deadlines that the rules want armed in this state. */
export type DeadlinePlan = (state: ProjectState, facts: Facts) => PlannedDeadline[]
