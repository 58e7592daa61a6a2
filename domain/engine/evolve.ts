/** Folding events into the state. The same fold runs in the workflow, in `append` and in a rebuild. */
import { mapped } from '../case/entries.ts'
import type { CaseEvent, Recorded } from '../case/event.ts'
import type { ReviewFacts } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import type { ReviewMeta } from '../review/topic.ts'
import type { AnyEvolve, Kind } from './kind.ts'
import { SHARED_EVENTS } from './shared-events.ts'

type Step = (state: ReviewedState, event: CaseEvent, meta: ReviewMeta) => ReviewedState

/** The events that every kind of case has. */
const SHARED: Readonly<Record<string, Step>> = mapped(
  Object.entries(SHARED_EVENTS),
  ({ evolve }) => evolve as Step,
)

/** The state after one recorded event. */
export function evolve<S extends ReviewedState>(
  kind: Folding,
  state: S,
  { seq, at, by, event }: Recorded,
): S {
  const step = kind.evolve[event.type] ?? SHARED[event.type]
  if (!step) throw new Error(`${kind.name} knows no event ${event.type}`)
  const next = (step as Step)(state, event, { at, by, kind }) as S
  return { ...next, seq, statusSince: next.status === state.status ? state.statusSince : at }
}

/** What folding needs of a kind. */
export type Folding = Pick<Kind, 'name' | 'matterOf' | 'isOnForm'> & { evolve: AnyEvolve }

/** The state after proposed events. The real state follows only from events that `append` has recorded. */
export function foldProposed<S extends ReviewedState>(
  { kind, state }: { kind: Folding; state: S },
  events: readonly CaseEvent[],
  { at, actor, command }: Pick<ReviewFacts, 'at' | 'actor' | 'command'>,
): S {
  return events.reduce(
    (next, event) => evolve(kind, next, { seq: next.seq + 1, at, by: actor, commandId: command.id, event }),
    state,
  )
}
