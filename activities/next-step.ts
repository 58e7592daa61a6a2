import type { NoticePayload } from '#db/notice-payload.ts'
import { type NoticeWords, noticeWordsOf } from '#domain/case/notice.ts'
import type { Kinds } from '#domain/engine/kinds.ts'

/** What there is to do next after a notice, and to which group it belongs. */
export const nextStepOf = (
  kinds: Kinds,
  { caseId, event }: Pick<NoticePayload, 'caseId' | 'event'>,
): NoticeWords => noticeWordsOf(kinds.of(caseId), event)
