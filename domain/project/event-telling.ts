/** What is told of an event where its title would not say enough: what the machine did, and what moved a date. */
import { sameDeadline } from '../case/deadline.ts'
import { wordsOfMove } from '../engine/deadline-move.ts'
import { DEADLINES } from './deadline.ts'
import type { EventOf, ProjectEvent } from './events.ts'
import type { ProjectState } from './state.ts'

export interface Telling {
  zh: string
  en: string
}

/** What happens because nobody acted is told as the machine's doing, never as a person's. */
export function machineWords(event: ProjectEvent): Telling | undefined {
  if (event.type === 'admitted' && event.silently) {
    return {
      zh: '逾期未告知，自收到之日起即为受理（系统）',
      en: 'Admitted by silence from the day of receipt (system)',
    }
  }
  if (event.type === 'withdrawn' && event.cause === 'supplementOverdue') {
    return { zh: '逾期未补正，视为撤回（系统）', en: 'Withdrawn: the supplement did not arrive (system)' }
  }
  return undefined
}

/** Old date, new date, and what moved it; by the state after the event. */
export function moveWords(state: ProjectState, { deadline }: EventOf<'deadlineSet'>): Telling | undefined {
  const armed = state.deadlines.find((one) => sameDeadline(one, deadline))
  return armed && wordsOfMove({ deadlines: DEADLINES }, armed)
}

/** Undefined: the title of the notice is enough. */
export const tellingOf = (state: ProjectState, event: ProjectEvent): Telling | undefined =>
  event.type === 'deadlineSet' ? moveWords(state, event) : machineWords(event)
