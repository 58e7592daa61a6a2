import { describe, expect, it } from 'vitest'
import { plainDate } from '#domain/values/plain-date.ts'
import { accepted, digestOf, operating } from './project-builder.ts'
import { lead } from './project-people.ts'

const report = { report: digestOf('acceptance report') }
const since = (date: string) => ({ operatingSince: plainDate(date) })

describe('the acceptance report', () => {
  it('is filed once, within fifteen working days', () => {
    const p = accepted('2026-03-31')
    expect(p.deadline('acceptanceReport')).toMatchObject({ dueOn: '2026-04-22' })
    p.at('2026-04-22').by(lead).act('fileAcceptanceReport', report)
    expect(p.deadline('acceptanceReport')).toBeUndefined()
    expect(p.refused('fileAcceptanceReport', report)).toEqual(['acceptanceReportFiledAlready'])
  })

  it('is overdue after that, and can still be filed', () => {
    const p = accepted('2026-03-31').at('2026-04-23').by(lead)
    expect(p.last('acceptanceReportOverdue')).toMatchObject({ dueOn: '2026-04-22' })
    p.act('fileAcceptanceReport', report)
    expect(p.state.acceptance?.reportFiledOn).toBe('2026-04-23')
  })
})

describe('going into operation', () => {
  it('needs the report, and a date from the acceptance to today', () => {
    const p = accepted('2026-03-31').at('2026-04-10').by(lead)
    expect(p.refused('putIntoOperation', since('2026-03-30'))).toEqual([
      'acceptanceReportNotFiled',
      'operationBeforeAcceptance',
    ])
    p.act('fileAcceptanceReport', report)
    expect(p.refused('putIntoOperation', since('2026-04-11'))).toEqual(['operationInFuture'])
    expect(p.refused('putIntoOperation', since('2026-03-31'))).toEqual([])
    p.act('putIntoOperation', since('2026-04-08'))
    expect(p.state).toMatchObject({
      status: 'operating',
      acceptance: { passedOn: '2026-03-31', operatingSince: '2026-04-08' },
    })
  })

  it('happens once', () => {
    const p = operating('2026-03-31').by(lead)
    expect(p.refused('putIntoOperation', since('2026-03-31'))).toEqual(['notNow'])
    expect(p.refused('fileAcceptanceReport', report)).toEqual(['notNow', 'acceptanceReportFiledAlready'])
  })
})
