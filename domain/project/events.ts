/** Everything that can happen to a project. Each event has a version; reading an old one upcasts it. */

import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/events.ts'
import type { Actor } from '../values/directory.ts'
import type { CommandId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import type { AcceptanceEvent } from './acceptance/events.ts'
import type { ApprovalEvent } from './approval/events.ts'
import type { BudgetEvent } from './budget/events.ts'
import type { ConstructionEvent } from './construction/events.ts'
import type { Deadline, DeadlineKind } from './deadline.ts'
import type { EvaluationEvent } from './evaluation/events.ts'

/** The clock: a deadline armed or re-planned, lifted, or passed. */
export type DeadlineEvent =
  | { type: 'deadlineSet'; v: 1; deadline: Omit<Deadline, 'moved'>; why: 'rules' | 'calendar' | 'policy' }
  | { type: 'deadlineCleared'; v: 1; kind: DeadlineKind; round: number }
  | { type: 'deadlinePassed'; v: 1; kind: DeadlineKind; round: number; dueAt: Instant }

export type ProjectEvent =
  | ApprovalEvent
  | ReviewEvent
  | ConstructionEvent
  | AcceptanceEvent
  | EvaluationEvent
  | BudgetEvent
  | TaskEvent
  | DeadlineEvent

export type EventOf<T extends ProjectEvent['type']> = Extract<ProjectEvent, { type: T }>

/** An event as the record holds it. */
export interface RecordedEvent {
  seq: number
  /** Business time. */
  at: Instant
  by: Actor
  commandId: CommandId
  event: ProjectEvent
}
