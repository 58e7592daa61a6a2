/** What is told of an event where its title would not say enough: what the machine did, and what moved a date. */
import { type Deadline, sameDeadline } from '../case/deadline.ts'
import { type CaseEvent, isDeadlineSet } from '../case/event.ts'
import type { CaseKind, Words } from '../case/kind.ts'
import { wordsOfMove } from './deadline-move.ts'

interface Telling extends Pick<CaseKind, 'deadlines'> {
  machineWords(event: CaseEvent): Words | undefined
}

interface Armed {
  deadlines: readonly Deadline[]
}

/** Old date, new date, and what moved it; by the state after the event. Undefined: the title of the notice is enough. */
export function tellingOf(kind: Telling, state: Armed, event: CaseEvent): Words | undefined {
  if (!isDeadlineSet(event)) return kind.machineWords(event)
  const { deadline } = event
  const armed = state.deadlines.find((one) => sameDeadline(one, deadline))
  return armed && wordsOfMove(kind, armed)
}
