import type { CaseEvent } from './event.ts'
import type { Refusal } from './refusal.ts'

/** What becomes of a command: the events that it leads to, or why it is refused. */
export type Decision<E extends CaseEvent = CaseEvent> = { events: E[] } | { refusal: Refusal }
