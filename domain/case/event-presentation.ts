/** How an event is presented: its notice, and its words in the history. */
import type { CaseEvent, EventMeta } from './event.ts'
import type { CaseKind, Words } from './kind.ts'
import type { Audience, CaseParty, Named, Notice, NoticeWords } from './notice.ts'

// `when` and `named` are methods, so that they may take their own type of event.

interface AnyNotice<E> extends Words {
  /** What is to be done next. */
  next: NoticeWords
  /** Sent only if this holds; by default always. */
  when?(event: E): boolean
}

/** The notice of an event: the words, the recipients, and what is to be done next. If the event names recipients, `named` returns them. */
export type EventNotice<E> = AnyNotice<E> &
  ({ to: readonly CaseParty[]; named?: never } | { to: readonly Audience[]; named(event: E): Named })

/** An event without a notice needs words for the history. With a notice, the history has the words of the notice unless others are given. */
export type EventPresentation<E, H> = {
  /** Commissioned readers may see it; all other events are hidden from them. */
  forCommissioned?: true
} & ({ notice: EventNotice<E>; history?: H } | { notice: null; history: H })

/** What the words of a shared event may use besides the event. */
type WordsOfKind = Pick<CaseKind, 'actions' | 'deadlines'>

/** The presentation of an event that every kind of case has. If `history` returns undefined, the title of the notice is used. */
export type SharedPresentation<E> = EventPresentation<
  E,
  Words | ((event: E, kind: WordsOfKind) => Words | undefined)
>

/** An event that every kind of case has: how it changes the state, and its presentation. */
export type SharedEvent<S, E, M = EventMeta> = {
  evolve(state: S, event: E, meta: M): S
} & SharedPresentation<E>

/** All events of a topic. */
export type SharedEvents<S, E extends CaseEvent> = {
  readonly [T in E['type']]: SharedEvent<S, Extract<E, { type: T }>>
}

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
