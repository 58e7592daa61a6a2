/** The content of a notice in the outbox. It has no names and no addresses. */

import type { NoticeDeadline } from '#domain/engine/deadline-notices.ts'
import type { NoticeSignature } from '#domain/tasks/awaited-signatures.ts'
import type { UnattendedNotice } from '#domain/tasks/unattended.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'

export interface NoticePayload {
  caseId: CaseId
  seq: number
  /** An event, a step before or after a deadline, an awaited signature, or an unattended task. */
  event: string
  /** Business time of the event. */
  at: Instant
  /** The case's title. */
  title: string
  zh: string
  en: string
  /** Only for a substitute: the represented person. */
  inSteadOf?: PersonId
  /** Only for a warning or an escalation: it is sent only if it still holds. */
  deadline?: NoticeDeadline
  /** Only for an awaited signature: it is sent only if the signature is still missing. */
  signature?: NoticeSignature
  /** Only for an unattended task: it is sent only if the task still waits for the same person or office. */
  unattended?: Pick<UnattendedNotice, 'task' | 'person'>
}
