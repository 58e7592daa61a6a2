/** How an event is told that every kind of case has. How it changes the state, the layer says that it belongs to. */
import type { CaseEvent } from '../case/event.ts'
import type { CaseKind, Words } from '../case/kind.ts'
import type { Telling } from './telling.ts'

/** What its words may be made of, besides the event. */
type WordsOfKind = Pick<CaseKind, 'actions' | 'deadlines'>

/** Where the function says nothing, the title of the notice is enough. */
type SharedHistory<E> = Words | ((event: E, kind: WordsOfKind) => Words | undefined)

export type SharedEventEntry<E> = Telling<E, SharedHistory<E>>

export type SharedEntries<E extends CaseEvent> = {
  readonly [T in E['type']]: SharedEventEntry<Extract<E, { type: T }>>
}
