/** Everything that can happen to a national plan. */
import type { DeadlineEvent } from '../case/event.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/claims.ts'
import type { AmendmentEvent } from './amendment.ts'
import type { ApprovalEvent } from './approval.ts'
import type { ClosingEvent } from './closing.ts'
import type { DraftingEvent } from './drafting.ts'
import type { ImportEvent } from './import.ts'
import type { OpinionEvent } from './opinions.ts'

/** Events of the plan's own; the others are the same for every kind of case. */
export type OwnEvent =
  | DraftingEvent
  | OpinionEvent
  | ApprovalEvent
  | AmendmentEvent
  | ClosingEvent
  | ImportEvent

export type PlanEvent = OwnEvent | ReviewEvent | TaskEvent | DeadlineEvent
