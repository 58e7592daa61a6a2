/** What tasks ask of a kind of case. */
import type { Turn } from '../case/state.ts'
import type { ReviewedKind } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import type { OrgId, Role } from '../values/directory.ts'
import type { Due, WaitingReason } from './task.ts'

/** Work of the procedure that waits. */
export interface Work {
  verb: string
  /** Acts that are the same piece of work: whoever holds the task does them. */
  acts: readonly string[]
  /** Tells repetitions apart. */
  round: number
  /** The field of the act's content that names the repetition, where several may wait at once. */
  field: string | null
  org: OrgId
  /** Who is asked there; left out: the narrowest role that may do it. */
  role?: Role
  due: Due
  why: WaitingReason
}

export interface TaskedKind extends ReviewedKind {
  /** Work that waits besides votes. */
  workOf(state: ReviewedState): Work[]
  /** Whose turn it is; null when only the clock can do something. */
  turnOf(state: ReviewedState): Turn | null
}

/** A case of a kind. */
export interface TaskedCase {
  kind: TaskedKind
  state: ReviewedState
}
