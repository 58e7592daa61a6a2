/** How an event is told: whom a notice goes to, and what it is as history. */
import type { Words } from '../case/kind.ts'
import type { Audience, Notice, NoticeWords } from './notice.ts'

// `when` is a method, so that a function fits which takes its own event.

/** Whom an event tells what, and what there is to do next. */
export interface EventNotice<E> extends Words {
  to: readonly Audience[]
  next: NoticeWords
  /** Told only then; by default always. */
  when?(event: E): boolean
}

/** Nobody is told of it, or somebody is; then the words of the notice are its history, unless better ones are given. */
export type Telling<E, H> = {
  /** Readers on commission may read it; from them every other event is hidden. */
  forCommissioned?: true
} & ({ notice: EventNotice<E>; history?: H } | { notice: null; history: H })

// biome-ignore lint/suspicious/noExplicitAny: each entry takes its own event.
type AnyTelling = Telling<any, unknown>

/** What follows from how events are told. */
export function noticeTablesOf(events: readonly (readonly [string, AnyTelling])[]) {
  const noticed = events.flatMap(([type, { notice }]) => (notice ? [[type, notice] as const] : []))
  return {
    notices: Object.fromEntries(noticed) as Readonly<Record<string, Notice>>,
    nextSteps: Object.fromEntries(noticed.map(([type, { next }]) => [type, next])),
    eventsForCommissioned: events.filter(([, one]) => one.forCommissioned).map(([type]) => type),
  }
}
