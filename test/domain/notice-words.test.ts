import { describe, expect, it } from 'vitest'
import { NEXT_STEPS, type NoticeKind, noticeWordsOf } from '#domain/project/notice-words.ts'
import { NOTICES } from '#domain/project/notices.ts'
import { UNATTENDED } from '#domain/tasks/unattended.ts'

describe('what is to be done next', () => {
  const told = [
    ...Object.keys(NOTICES),
    'deadlineNear',
    'deadlineEscalated',
    'signatureAwaited',
    ...Object.keys(UNATTENDED),
  ] as NoticeKind[]

  it.each(told)('is said of %s, in both languages', (kind) => {
    const { zh, en } = noticeWordsOf(kind)
    expect(zh).toMatch(/^\p{Script=Han}.*。$/u)
    expect(en).toMatch(/^[A-Z].*\.$/)
  })

  it('is said of nothing that nobody is told of', () => {
    expect(Object.keys(NEXT_STEPS).filter((kind) => !told.includes(kind as NoticeKind))).toEqual([])
  })
})
