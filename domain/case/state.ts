/** The state that every kind of case has: plain JSON, folded from its events alone. */
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import type { TaskClaim } from './claim.ts'
import type { Deadline } from './deadline.ts'
import type { Part } from './parts.ts'

/** The role and organisation that must act next. */
export interface Turn {
  role: Role
  org: OrgId
}

export interface CaseState {
  /** The version of the fold: a stored state of another version is folded again from the events. */
  version: number
  seq: number
  /** The part of the case id after the slash. */
  id: string
  status: string
  /** Since when the case has had this status (business time). */
  statusSince: Instant
  title: string
  owner: OrgId
  authority: OrgId
  /** Who prepared, wrote, appraised, evaluated, supervised or built: they and their organisations may not decide (`duties.ts`). */
  parts: Part[]
  /** Claims of open tasks; absent if there are none. */
  claims?: TaskClaim[]
  /** People to whom the case was copied 抄送: they may read it. */
  copied: PersonId[]
  /** Armed deadlines, as recorded. */
  deadlines: Deadline[]
  /** By kind, the last deadline that passed: it is not armed again. */
  passed: Partial<Record<string, { round: number; dueAt: Instant }>>
}

/** The status of a case without events, in every kind. */
export const UNOPENED = 'unopened'
