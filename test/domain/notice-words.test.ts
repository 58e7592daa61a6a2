import { describe, expect, it } from 'vitest'
import { noticeWordsOf } from '#domain/case/notice.ts'
import { KINDS } from '#domain/kinds.ts'

describe.each(KINDS.all.map((kind) => ({ name: kind.name, kind })))(
  'what is to be done next, of a $name',
  ({ kind }) => {
    const told = [
      ...Object.keys(kind.notices),
      ...['signatureAwaited', 'deadlineNear', 'deadlineEscalated'],
      ...['holderLeft', 'signerLeft', 'adviserLeft', 'signersGone', 'officeEmpty'],
    ]

    it.each(told)('is said of %s, in both languages', (event) => {
      const { zh, en } = noticeWordsOf(kind, event)
      expect(zh).toMatch(/^\p{Script=Han}.*。$/u)
      expect(en).toMatch(/^[A-Z].*\.$/)
    })

    it('is said of nothing that nobody is told of', () => {
      expect(Object.keys(kind.nextSteps).filter((event) => !told.includes(event))).toEqual([])
    })
  },
)
