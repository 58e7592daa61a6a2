/** How events are told that every kind of case has: rounds, tasks, the clock. Each has one entry; what is told to whom follows from it. */
import type { CaseEvent, DeadlineEvent } from '../case/event.ts'
import type { Words } from '../case/kind.ts'
import type { ReviewEvent } from '../review/events.ts'
import type { TaskEvent } from '../tasks/events.ts'
import type { Kind } from './kind.ts'
import { SHARED_DEADLINE_EVENTS } from './shared-deadline-events.ts'
import type { SharedEntries, SharedEventEntry } from './shared-event-entry.ts'
import { SHARED_REVIEW_EVENTS } from './shared-review-events.ts'
import { SHARED_TASK_EVENTS } from './shared-task-events.ts'
import { noticeTablesOf } from './telling.ts'
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

/** What readers on commission may read of these, and of receipts of notices that tell of no event of the record. */
export const SHARED_FOR_COMMISSIONED: readonly string[] = [
  ...TABLES.eventsForCommissioned,
  ...UNRECORDED.filter(([, { forCommissioned }]) => forCommissioned).map(([name]) => name),
]

/** Undefined: it is no such event, or the title of its notice is enough. */
export function wordsOfSharedEvent(kind: Kind, event: CaseEvent): Words | undefined {
  const history = ENTRIES[event.type]?.history
  return typeof history === 'function' ? history(event, kind) : history
}
