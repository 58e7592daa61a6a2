/** The form in which each topic writes its rules; `kind.ts` joins them. */
import type { Deadline, PlannedDeadline } from '../case/deadline.ts'
import type { CaseEvent, Evolve as EvolveOf } from '../case/event.ts'
import type { Check } from '../case/refusal.ts'
import type { BodyOf, Verb } from './actions.ts'
import type { DeadlineKind } from './deadline.ts'
import type { OwnEvent, ProjectEvent } from './events.ts'
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

/** How each kind of event changes the state. */
export type Evolve<E extends CaseEvent & OwnEvent> = EvolveOf<ProjectState, E>

/** What the clock's passing does, besides being recorded. */
export type Consequences = Partial<
  Readonly<Record<DeadlineKind, (state: ProjectState, deadline: Deadline, facts: Facts) => ProjectEvent[]>>
>

/** Deadlines that the rules want armed in this state. */
export type DeadlinePlan = (state: ProjectState, facts: Facts) => PlannedDeadline<DeadlineKind>[]
