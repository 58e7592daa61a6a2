/** Everything that can happen to a project. Each event has a version; reading an old one upcasts it. */
import type { DeadlineEvent, Recorded } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/events.ts'
import type { AcceptanceEvent } from './acceptance/events.ts'
import type { ApprovalEvent } from './approval/events.ts'
import type { BudgetEvent } from './budget/events.ts'
import type { ConstructionEvent } from './construction/events.ts'
import type { DeadlineKind } from './deadline.ts'
import type { EvaluationEvent } from './evaluation/events.ts'

/** Events of the project's own; the others are the same for every kind of case. */
export type OwnEvent = ApprovalEvent | ConstructionEvent | AcceptanceEvent | EvaluationEvent | BudgetEvent

export type ProjectEvent = OwnEvent | ReviewEvent | TaskEvent | DeadlineEvent<DeadlineKind>

export type EventOf<T extends ProjectEvent['type']> = Extract<ProjectEvent, { type: T }>

/** An event as the record holds it. */
export type RecordedEvent = Recorded<ProjectEvent>
