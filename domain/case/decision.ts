import type { CaseEvent } from './event.ts'
import type { Refusal } from './refusal.ts'

/** The result of a command: its events, or why it is refused. */
export type Decision<E extends CaseEvent = CaseEvent> = { events: E[] } | { refusal: Refusal }
