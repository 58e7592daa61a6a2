/** The events that every kind of case has: of rounds, tasks and deadlines. Each has one entry in its topic; the tables follow from the entries. */
import { mapped } from '../case/entries.ts'
import type { CaseEvent } from '../case/event.ts'
import { noticeTablesOf, type SharedPresentation } from '../case/event-presentation.ts'
import type { Words } from '../case/kind.ts'
import { ROUND_EVENTS } from '../review/topics.ts'
import { CLAIMS } from '../tasks/claims.ts'
import { DEADLINE_EVENTS } from './deadline-events.ts'
import type { Kind } from './kind.ts'
import { UNRECORDED_NOTICES } from './unrecorded-notices.ts'

export const SHARED_EVENTS = { ...ROUND_EVENTS, ...CLAIMS.events, ...DEADLINE_EVENTS }

// biome-ignore lint/suspicious/noExplicitAny: each entry takes its own event.
const ENTRIES: Readonly<Record<string, SharedPresentation<any>>> = SHARED_EVENTS
const TABLES = noticeTablesOf(Object.entries(ENTRIES))
const UNRECORDED = Object.entries(UNRECORDED_NOTICES)

export const SHARED_NOTICES = TABLES.notices

export const SHARED_NEXT_STEPS: Kind['nextSteps'] = {
  ...TABLES.nextSteps,
  ...mapped(UNRECORDED, ({ next }) => next),
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
