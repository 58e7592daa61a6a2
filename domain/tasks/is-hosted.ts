/** Whether a case is over, and whether a workflow hosts it. */

import { hasEnded } from '../case/kind.ts'
import type { TaskedCase } from './kind.ts'

/** A case whose status is an end may still wait: its decision is to be served. */
export const isOver = ({ kind, state }: TaskedCase): boolean =>
  hasEnded(kind, state.status) && state.deadlines.length === 0 && kind.workOf(state).length === 0

/** It is not over, and does not rest in its status. */
export const isHosted = ({ kind, state }: TaskedCase): boolean =>
  !isOver({ kind, state }) && kind.statuses[state.status]?.rests !== true
