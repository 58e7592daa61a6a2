/** The form in which the topics of a national plan are written (`engine/topic.ts`). */
import type { CaseEvent } from '../case/event.ts'
import type { Act, DeadlineRule, Events as EventsOf, Topic } from '../engine/topic.ts'
import type { PlanEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { PlanState } from './state.ts'

/** Of a plan also the authority that drafts plans, and a department that was asked for its opinion. */
type PlanRelation = 'owner' | 'authority' | 'planner' | 'consulted'

type PlanAct<B> = Act<PlanState, PlanEvent, Facts, B> & { relation: PlanRelation }

/** Who drafts: the planning authority, to which the case belongs. */
export const DRAFTER = { roles: ['approver'], relation: 'owner' } as const

/** An act whose rules take the content that its own `body` describes. */
export const act = <B>(entry: PlanAct<B>): PlanAct<B> => entry

/** Every event of a topic. */
export type Events<E extends CaseEvent> = EventsOf<PlanState, E>

/** Every deadline of a topic. */
export type Deadlines<K extends string> = Readonly<Record<K, DeadlineRule<PlanState, PlanEvent, Facts>>>

export type PlanTopic = Topic<PlanState, PlanEvent, Facts>
