import { describe, expect, it } from 'vitest'
import { noticeWordsOf } from '#domain/case/notice.ts'
import { PROJECT } from '#domain/project/kind.ts'

describe('what is to be done next', () => {
  const told = [
    ...Object.keys(PROJECT.notices),
    ...['signatureAwaited', 'deadlineNear', 'deadlineEscalated'],
    ...['holderLeft', 'signerLeft', 'adviserLeft', 'signersGone', 'officeEmpty'],
  ]

  it.each(told)('exists for %s, in both languages', (kind) => {
    const { zh, en } = noticeWordsOf(PROJECT, kind)
    expect(zh).toMatch(/^\p{Script=Han}.*。$/u)
    expect(en).toMatch(/^[A-Z].*\.$/)
  })

  it('exists only for what has a notice', () => {
    expect(Object.keys(PROJECT.nextSteps).filter((kind) => !told.includes(kind))).toEqual([])
  })
})
