/** Folding events into the state. The same fold runs in the workflow, in `append` and in a rebuild. */
import { sameDeadline } from '../case/deadline.ts'
import type { CaseEvent, DeadlineEvent, Evolve, Recorded } from '../case/event.ts'
import type { CaseState } from '../case/state.ts'
import { REVIEW_EVOLVE, type ReviewMeta } from '../review/evolve.ts'
import type { ReviewFacts } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import { TASK_EVOLVE } from '../tasks/evolve.ts'
import { movedFrom } from './deadline-move.ts'
import type { AnyEvolve, Kind } from './kind.ts'

const DEADLINE_EVOLVE: Evolve<CaseState, DeadlineEvent> = {
  deadlineSet: (state, { deadline, why }) => {
    const before = state.deadlines.find((armed) => sameDeadline(armed, deadline))
    const others = state.deadlines.filter((armed) => armed !== before)
    return { ...state, deadlines: [...others, before ? movedFrom(before, deadline, why) : deadline] }
  },
  deadlineCleared: (state, { kind, round }) => ({
    ...state,
    deadlines: state.deadlines.filter((armed) => armed.kind !== kind || armed.round !== round),
  }),
  deadlinePassed: (state, { kind, round, dueAt }) => ({
    ...state,
    deadlines: state.deadlines.filter((armed) => armed.kind !== kind || armed.round !== round),
    passed: { ...state.passed, [kind]: { round, dueAt } },
  }),
}

type Step = (state: ReviewedState, event: CaseEvent, meta: ReviewMeta) => ReviewedState

/** The events that every kind of case has. */
const SHARED = { ...REVIEW_EVOLVE, ...TASK_EVOLVE, ...DEADLINE_EVOLVE } as unknown as Readonly<
  Record<string, Step>
>

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
