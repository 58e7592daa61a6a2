/** Notices and history of the events that every kind of case has: of rounds, tasks and deadlines. Each event has one entry. */
import type { CaseEvent, DeadlineEvent } from '../case/event.ts'
import type { Words } from '../case/kind.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/events.ts'
import { noticeTablesOf } from './event-presentation.ts'
import type { Kind } from './kind.ts'
import { SHARED_DEADLINE_EVENTS } from './shared-deadline-events.ts'
import type { SharedEntries, SharedEventEntry } from './shared-event-entry.ts'
import { SHARED_REVIEW_EVENTS } from './shared-review-events.ts'
import { SHARED_TASK_EVENTS } from './shared-task-events.ts'
import { UNRECORDED_NOTICES } from './unrecorded-notices.ts'

export const SHARED_EVENTS: SharedEntries<ReviewEvent | TaskEvent | DeadlineEvent> = {
  ...SHARED_REVIEW_EVENTS,
  ...SHARED_TASK_EVENTS,
  ...SHARED_DEADLINE_EVENTS,
}

// biome-ignore lint/suspicious/noExplicitAny: each entry takes its own event.
const ENTRIES: Readonly<Record<string, SharedEventEntry<any>>> = SHARED_EVENTS
const TABLES = noticeTablesOf(Object.entries(ENTRIES))
const UNRECORDED = Object.entries(UNRECORDED_NOTICES)

export const SHARED_NOTICES = TABLES.notices

export const SHARED_NEXT_STEPS: Kind['nextSteps'] = {
  ...TABLES.nextSteps,
  ...Object.fromEntries(UNRECORDED.map(([name, { next }]) => [name, next])),
}

/** What commissioned readers may see of these events, and of receipts of notices that are not about a recorded event. */
export const SHARED_FOR_COMMISSIONED: readonly string[] = [
  ...TABLES.eventsForCommissioned,
  ...UNRECORDED.filter(([, { forCommissioned }]) => forCommissioned).map(([name]) => name),
]

/** Undefined: it is no shared event, or the title of its notice is used. */
export function wordsOfSharedEvent(kind: Kind, event: CaseEvent): Words | undefined {
  const history = ENTRIES[event.type]?.history
  return typeof history === 'function' ? history(event, kind) : history
}
