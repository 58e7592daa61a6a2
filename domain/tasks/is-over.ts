/** When a case waits for nothing any more: no status leads on, and neither people nor the clock have anything left to do. */

import { hasEnded } from '../case/kind.ts'
import type { TaskedCase } from './kind.ts'

/** A case whose status is an end may still wait: its decision is to be served. */
export const isOver = ({ kind, state }: TaskedCase): boolean =>
  hasEnded(kind, state.status) && state.deadlines.length === 0 && kind.workOf(state).length === 0
