import type { NoticePayload } from '#db/notice-payload.ts'
import { type NoticeWords, noticeWordsOf } from '#domain/engine/notice.ts'
import { kindOfCase } from '#domain/kinds.ts'

/** What there is to do next after a notice, and to which group it belongs. Throws for a case of no kind. */
export function nextStepOf({ caseId, event }: Pick<NoticePayload, 'caseId' | 'event'>): NoticeWords {
  const kind = kindOfCase(caseId)
  if (!kind) throw new Error(`no kind has such a case: ${caseId}`)
  return noticeWordsOf(kind, event)
}
