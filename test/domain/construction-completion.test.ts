import { describe, expect, it } from 'vitest'
import { plainDate } from '#domain/values/plain-date.ts'
import { building, completed, digestOf } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const completion = {
  completedOn: plainDate('2026-03-31'),
  initialCheck: digestOf('initial check'),
  tests: digestOf('tests'),
}
const filing = { protectionFiling: digestOf('protection filing') }

describe('completion', () => {
  it('is recorded with its initial check, and leads to a trial run', () => {
    const p = completed('2026-03-31')
    expect(p.state).toMatchObject({ status: 'completed', construction: { completedOn: '2026-03-31' } })
    p.at('2026-04-01').by(lead).act('startTrialRun', filing)
    expect(p.last('trialRunStarted')).toMatchObject({ on: '2026-04-01', ...filing })
    expect(p.state.status).toBe('trialRun')
    expect(p.refused('startTrialRun', filing)).toEqual(['notNow'])
  })

  it('is not recorded without an initial check', () => {
    const p = building('2026-01-12').at('2026-03-31').by(lead)
    const { initialCheck: _, ...unchecked } = completion
    expect(p.refused('reportCompletion', unchecked)).toEqual(['initialCheckMissing'])
    expect(p.refused('startTrialRun', filing)).toEqual(['notNow'])
  })

  it('has a date between the start and today', () => {
    const p = building('2026-01-12').at('2026-03-31').by(lead)
    const on = (date: string) => ({ ...completion, completedOn: plainDate(date) })
    expect(p.refused('reportCompletion', on('2026-04-01'))).toEqual(['completedInFuture'])
    expect(p.unmet('reportCompletion', on('2026-01-11'))).toEqual([
      { code: 'completedBeforeStart', params: { date: '2026-01-11', startedOn: '2026-01-12' } },
    ])
    expect(p.refused('reportCompletion', on('2026-01-12'))).toEqual([])
    expect(p.refused('reportCompletion', on('2026-03-31'))).toEqual([])
  })

  it('is not possible during a rectification', () => {
    const p = building('2026-01-12')
      .by(approver)
      .act('orderRectification', { reasons: '进度滞后', document: digestOf('order') })
    expect(p.at('2026-03-31').by(lead).refused('reportCompletion', completion)).toEqual(['notNow'])
  })

  it('makes the application for acceptance overdue at once if it is reported very late', () => {
    const p = building('2026-01-12').at('2026-11-02').by(lead).act('reportCompletion', completion)
    expect(p.dueOn('acceptanceApplication')).toBe('2026-09-30')
    expect(p.at('2026-11-02', 11).last('acceptanceOverdue')).toMatchObject({ dueOn: '2026-09-30' })
  })
})
