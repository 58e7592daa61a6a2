/** How an event is presented: its notice, and its words in the history. */
import type { Words } from '../case/kind.ts'
import type { Audience, Notice, NoticeWords } from './notice.ts'

/** The notice of an event: the words, the recipients, and what is to be done next. */
export interface EventNotice<E> extends Words {
  to: readonly Audience[]
  next: NoticeWords
  /** Sent only if this holds; by default always. A method, so that it may take its own type of event. */
  when?(event: E): boolean
}

/** An event without a notice needs words for the history. With a notice, the history has the words of the notice unless others are given. */
export type EventPresentation<E, H> = {
  /** Commissioned readers may see it; all other events are hidden from them. */
  forCommissioned?: true
} & ({ notice: EventNotice<E>; history?: H } | { notice: null; history: H })

// biome-ignore lint/suspicious/noExplicitAny: each entry takes its own event.
type AnyPresentation = EventPresentation<any, unknown>

/** The tables by event type that follow from the entries. */
export function noticeTablesOf(events: readonly (readonly [string, AnyPresentation])[]) {
  const noticed = events.flatMap(([type, { notice }]) => (notice ? [[type, notice] as const] : []))
  return {
    notices: Object.fromEntries(noticed) as Readonly<Record<string, Notice>>,
    nextSteps: Object.fromEntries(noticed.map(([type, { next }]) => [type, next])),
    eventsForCommissioned: events.filter(([, one]) => one.forCommissioned).map(([type]) => type),
  }
}
