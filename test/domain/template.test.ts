import { describe, expect, it } from 'vitest'
import { filled } from '#domain/values/template.ts'

const both = (text: string) => ({ zh: text, en: text })

describe('a text with placeholders', () => {
  it('has names in each language, and other values unchanged', () => {
    const template = { zh: '{role}至多 {count} 次', en: '{role} at most {count} times' }
    const role = { zh: '审批部门', en: 'approver' }
    expect(filled(template, { role, count: 2 })).toEqual({
      zh: '审批部门至多 2 次',
      en: 'approver at most 2 times',
    })
  })

  it('keeps a placeholder without a value, whatever its name', () => {
    expect(filled(both('{limit} {constructor}'), {})).toEqual(both('{limit} {constructor}'))
  })

  it('does not fill placeholders inside a value', () => {
    expect(filled(both('{reason}, {limit}'), { reason: '{limit} $&', limit: 3 })).toEqual(
      both('{limit} $&, 3'),
    )
  })
})
