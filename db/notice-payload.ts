/** What the outbox keeps of a notice: no names, no addresses. */
import type { CaseId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { ProjectEvent } from '#domain/project/events.ts'

export interface NoticePayload {
  caseId: CaseId
  seq: number
  event: ProjectEvent['type']
  /** Business time of the event. */
  at: Instant
  /** The project's title. */
  title: string
  zh: string
  en: string
}
