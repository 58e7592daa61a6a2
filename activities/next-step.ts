import type { NoticePayload } from '#db/notice-payload.ts'
import { type NoticeWords, noticeWordsOf } from '#domain/engine/notice.ts'
import { kindOfCase } from '#domain/kinds.ts'

/** What there is to do next after a notice, and to which group it belongs. */
export const nextStepOf = ({ caseId, event }: Pick<NoticePayload, 'caseId' | 'event'>): NoticeWords =>
  noticeWordsOf(kindOfCase(caseId), event)
