/** Descriptions of events for which the title of the notice is not enough: acts of the system, and moved dates. */
import { type Deadline, sameDeadline } from '../case/deadline.ts'
import { type CaseEvent, isDeadlineSet } from '../case/event.ts'
import type { CaseKind, Words } from '../case/kind.ts'
import { wordsOfMove } from './deadline-move.ts'

interface DescribingKind extends Pick<CaseKind, 'deadlines'> {
  machineWords(event: CaseEvent): Words | undefined
}

interface Armed {
  deadlines: readonly Deadline[]
}

/** For a moved date: old date, new date, and the cause, from the state after the event. Undefined: the title of the notice is enough. */
export function descriptionOf(kind: DescribingKind, state: Armed, event: CaseEvent): Words | undefined {
  if (!isDeadlineSet(event)) return kind.machineWords(event)
  const { deadline } = event
  const armed = state.deadlines.find((one) => sameDeadline(one, deadline))
  return armed && wordsOfMove(kind, armed)
}
