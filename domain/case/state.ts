/** What every kind of case has: plain JSON, the fold of its events and nothing else. */
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import type { TaskClaim } from './claim.ts'
import type { Deadline } from './deadline.ts'
import type { Part } from './parts.ts'

/** Whose turn it is: the role and organisation that must act next; null when only the clock can. */
export interface Turn {
  role: Role
  org: OrgId
}

export interface CaseState {
  /** Of the fold that made it: a kept state of another one is folded anew from the events. */
  version: number
  seq: number
  /** The part of the case id after the slash. */
  id: string
  status: string
  /** Since when the case is in this status (business time). */
  statusSince: Instant
  title: string
  owner: OrgId
  authority: OrgId
  /** Who prepared, wrote, appraised, evaluated, supervised or built: they and theirs never decide (`duties.ts`). */
  parts: Part[]
  /** Who holds which open task; absent while nobody holds any. */
  claims?: TaskClaim[]
  /** People whom the case was copied to 抄送: they may read it. */
  copied: PersonId[]
  /** Armed deadlines, as recorded. */
  deadlines: Deadline[]
  /** Per kind, the last deadline that passed: it is not armed again. */
  passed: Partial<Record<string, { round: number; dueAt: Instant }>>
}

/** Nothing has happened to such a case yet; every kind calls it so. */
export const UNOPENED = 'unopened'
