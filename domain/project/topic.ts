/** Types for the topics of a project (`engine/topic.ts`). */
import type { CaseEvent } from '../case/event.ts'
import type { Act, DeadlineRule, Events as EventsOf, Topic } from '../engine/topic.ts'
import type { ProjectEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'
import type { ReviewStep } from './steps.ts'

/** `agency`, `consulted` and `revoker` are relations that only projects have (`relations.ts`). */
type ProjectRelation = 'owner' | 'authority' | 'national' | 'agency' | 'consulted' | 'revoker'

type ProjectAct<B> = Act<ProjectState, ProjectEvent, Facts, B> & {
  relation: ProjectRelation
  review?: ReviewStep
}

/** Frequent pairs of role and relation. */
export const APPROVER = { roles: ['approver'], relation: 'authority' } as const
export const DEPARTMENT_LEAD = { roles: ['departmentLead'], relation: 'owner' } as const

/** Types the rules of an act by its own `body`. */
export const act = <B>(entry: ProjectAct<B>): ProjectAct<B> => entry

/** Every event of a topic. */
export type Events<E extends CaseEvent> = EventsOf<ProjectState, E>

/** Every deadline of a topic. */
export type Deadlines<K extends string> = Readonly<Record<K, DeadlineRule<ProjectState, ProjectEvent, Facts>>>

export type ProjectTopic = Topic<ProjectState, ProjectEvent, Facts>
