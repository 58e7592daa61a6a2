/** T3: more time for a supplement, once for each notice. */
import { describe, expect, it } from 'vitest'
import { ofProject } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { filed } from './approval-form.ts'
import { digestOf, type ProjectDriver } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const notice = { items: [{ kind: 'cryptographyPlan' as const, what: '缺密码应用方案' }] }
const why = { reasons: '密码应用方案正在评审' }
/** Asked for a supplement on 4 March: by 25 March. */
const supplementing = (p = filed()): ProjectDriver =>
  p.at('2026-03-04').by(approver).act('requestSupplement', notice).by(lead)
const asked = (p = supplementing()): ProjectDriver => p.at('2026-03-20').act('askForSupplementExtension', why)
const loud = {
  ...POLICY_V1,
  values: { ...POLICY_V1.values, silentSupplementExtension: false },
}

describe('more time for a supplement', () => {
  it('is granted once, and only the new last day withdraws', () => {
    const p = asked()
    expect(p.dueOn('supplement')).toBe('2026-03-25')
    p.by(approver).act('decideSupplementExtension', { verdict: 'grant' })
    expect(p.dueOn('supplement')).toBe('2026-04-16')
    expect(p.by(lead).refused('askForSupplementExtension', why)).toEqual(['supplementExtendedAlready'])
    expect(p.at('2026-04-16', 23).state.status).toBe('supplementing')
    expect(p.at('2026-04-17', 0).state.status).toBe('withdrawn')
    expect(p.last('withdrawn')?.cause).toBe('supplementOverdue')
  })

  it('is refused with reasons; then the date stands, and nobody asks again', () => {
    const p = asked().by(approver)
    expect(p.refused('decideSupplementExtension', { verdict: 'refuse' })).toEqual([
      'supplementExtensionReasonsMissing',
    ])
    p.act('decideSupplementExtension', { verdict: 'refuse', reasons: '材料简单' })
    expect(p.dueOn('supplement')).toBe('2026-03-25')
    expect(p.by(lead).refused('askForSupplementExtension', why)).toEqual(['supplementExtendedAlready'])
    expect(p.at('2026-03-26').state.status).toBe('withdrawn')
  })

  it('is asked for one at a time, up to the last day, and decided only when asked for', () => {
    const p = supplementing()
    expect(p.by(approver).refused('decideSupplementExtension', { verdict: 'grant' })).toEqual([
      'supplementExtensionNotAsked',
    ])
    p.by(lead).at('2026-03-25', 23)
    expect(p.refused('askForSupplementExtension', why)).toEqual([])
    p.act('askForSupplementExtension', why)
    expect(p.refused('askForSupplementExtension', why)).toEqual(['supplementExtensionPending'])
    const late = supplementing()
      .patch((state) => ({ ...state, deadlines: [] }))
      .at('2026-03-26')
    expect(late.unmet('askForSupplementExtension', why)).toEqual([
      { code: 'supplementPeriodOver', params: { dueOn: '2026-03-25' } },
    ])
  })

  it('that nobody decided on is granted by silence, by the machine, unless policy says otherwise', () => {
    const p = asked().at('2026-03-26')
    expect(p.state.status).toBe('supplementing')
    expect(p.last('supplementExtended')).toMatchObject({ silently: true, workingDays: 15 })
    expect(p.record.findLast(({ event }) => event.type === 'supplementExtended')?.by.kind).toBe('system')
    expect(p.dueOn('supplement')).toBe('2026-04-16')
    expect(p.at('2026-04-17').state.status).toBe('withdrawn')
    expect(asked(supplementing(filed().given({ policy: loud }))).at('2026-03-26').state.status).toBe(
      'withdrawn',
    )
  })

  it('is a task of the authority beside the owner’s, with the same last day', () => {
    const tasks = tasksOf(ofProject(asked().state)).map(({ verb, org, dueOn }) => ({ verb, org, dueOn }))
    expect(tasks).toEqual([
      { verb: 'supplement', org: 'mnr', dueOn: '2026-03-25' },
      { verb: 'decideSupplementExtension', org: 'ndrc', dueOn: '2026-03-25' },
    ])
  })

  it('is asked for anew on another notice', () => {
    const p = asked().by(approver).act('decideSupplementExtension', { verdict: 'grant' }).at('2026-04-10')
    const files = [{ kind: 'cryptographyPlan' as const, digest: digestOf('plan') }]
    p.by(lead).act('supplement', { amends: p.state.approval.form.digest, files })
    expect(p.refused('askForSupplementExtension', why)).toContain('notNow')
    p.by(approver).act('requestSupplement', notice).by(lead)
    expect(p.dueOn('supplement')).toBe('2026-05-06')
    expect(p.refused('askForSupplementExtension', why)).toEqual([])
  })
})
