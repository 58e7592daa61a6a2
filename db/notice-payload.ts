/** What the outbox keeps of a notice: no names, no addresses. */

import type { DeadlineTold } from '#domain/engine/deadline-notices.ts'
import type { SignatureTold } from '#domain/tasks/awaited-signatures.ts'
import type { UnattendedNotice } from '#domain/tasks/unattended.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'

export interface NoticePayload {
  caseId: CaseId
  seq: number
  /** An event, a deadline before or after it, a signature that is waited for, or a task that nobody is left to do. */
  event: string
  /** Business time of the event. */
  at: Instant
  /** The case's title. */
  title: string
  zh: string
  en: string
  /** Only for a substitute: whom they stand in for. */
  inSteadOf?: PersonId
  /** Only of a warning or an escalation: sent only while that still holds. */
  deadline?: DeadlineTold
  /** Only of a signature that is waited for: sent only while it is. */
  signature?: SignatureTold
  /** Only of a task that nobody can do any more: sent only while it waits for the same. */
  unattended?: Pick<UnattendedNotice, 'task' | 'person'>
}
