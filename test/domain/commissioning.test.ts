/** T5: whether an appraisal is commissioned is decided within 4 working days of the admission. */
import { describe, expect, it } from 'vitest'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { commission, filed, study } from './approval-form.ts'
import { digestOf, type ProjectDriver } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const admitted = (): ProjectDriver => filed().by(approver).at('2026-03-03').act('admit', {})
const hearing = { reason: 'hearing' as const, document: digestOf('hearing') }
const isUndone = ({ state }: ProjectDriver) => PROJECT.isUndone.commissioning?.(state, 1)

describe('whether to commission an appraisal', () => {
  it('is decided within 4 working days of the admission, which is when the task is due', () => {
    const p = admitted()
    expect(p.dueOn('commissioning')).toBe('2026-03-09')
    expect(p.dueOn('decision')).toBe('2026-03-31')
    const [task] = tasksOf(ofProject(p.state))
    expect(task).toMatchObject({ verb: 'commissionAppraisal', dueOn: '2026-03-09' })
    p.at('2026-03-09', 23).act('commissionAppraisal', commission())
    expect(p.deadline('commissioning')).toBeUndefined()
    expect(p.at('2026-03-11').has('commissioningOverdue')).toBe(false)
  })

  it('is escalated when it was not, and can still be decided', () => {
    const p = admitted().at('2026-03-10')
    expect(p.last('commissioningOverdue')?.dueOn).toBe('2026-03-09')
    expect(isUndone(p)).toBe(true)
    expect(p.dueOn('decision')).toBe('2026-03-31')
    p.act('commissionAppraisal', commission())
    expect(isUndone(p)).toBe(false)
  })

  it('stands still with the decision clock, and is not extended with it', () => {
    const p = admitted().at('2026-03-05').act('pauseClock', hearing)
    expect(p.deadline('commissioning')).toBeUndefined()
    p.at('2026-03-20').act('resumeClock', hearing)
    expect(p.dueOn('commissioning')).toBe('2026-03-24')
    p.act('extendDecision', { reasons: '事项复杂' })
    expect(p.dueOn('commissioning')).toBe('2026-03-24')
  })

  it('counts from the day on which silence admitted, not from the receipt', () => {
    const p = filed().at('2026-03-10')
    expect(p.last('admitted')).toMatchObject({ silently: true, on: '2026-03-02' })
    expect(p.dueOn('commissioning')).toBe('2026-03-16')
    expect(p.has('commissioningOverdue')).toBe(false)
    p.by(approver).act('pauseClock', hearing).at('2026-03-11').act('resumeClock', hearing)
    expect(p.dueOn('commissioning')).toBe('2026-03-17')
  })

  it('is decided anew in another round, and settled by any decision', () => {
    const p = admitted()
    const formDigest = p.state.approval.form.digest
    p.act('decide', { verdict: 'return', formDigest, reasons: '改' })
    expect(p.deadline('commissioning')).toBeUndefined()
    p.at('2026-04-01').by(lead).act('submitStage', study()).by(approver).act('admit', {})
    expect(p.deadline('commissioning')).toMatchObject({ round: 2, dueOn: '2026-04-08' })
  })
})
