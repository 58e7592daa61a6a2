/** Notice and history of an event that every kind of case has. How it changes the state is in the layer of the event. */
import type { CaseEvent } from '../case/event.ts'
import type { CaseKind, Words } from '../case/kind.ts'
import type { EventPresentation } from './event-presentation.ts'

/** What its words may use besides the event. */
type WordsOfKind = Pick<CaseKind, 'actions' | 'deadlines'>

/** If the function returns undefined, the title of the notice is used. */
type SharedHistory<E> = Words | ((event: E, kind: WordsOfKind) => Words | undefined)

export type SharedEventEntry<E> = EventPresentation<E, SharedHistory<E>>

export type SharedEntries<E extends CaseEvent> = {
  readonly [T in E['type']]: SharedEventEntry<Extract<E, { type: T }>>
}
