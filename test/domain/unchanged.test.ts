/** An act that changes nothing is refused as unchanged if it would void signatures or restart a period. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, catalogOf, filed, study } from './approval-form.ts'
import { acceptanceDocuments, building, completed, digestOf, type ProjectDriver } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const file = (content: string) => ({ document: digestOf(content), reasons: '整改' })
const unchangedAt = (pointer: string) => [{ code: 'unchanged', params: { pointer } }]

describe('the submitted form', () => {
  it('keeps its signatures when the owner submits the same catalog again', () => {
    const p = appraised(filed())
    p.actOnce('decide', approveBody(p)).by(lead)
    const amend = (catalog: BodyOf<'amendCatalog'>['catalog']) =>
      p.unmet('amendCatalog', { amends: p.state.approval.form.digest, catalog })
    expect(amend(catalogOf(14))).toEqual(unchangedAt('/catalog'))
    // Another order, or another spelling of a code, is the same catalog.
    const spelled = catalogOf(14).map((one) => ({ ...one, code: one.code.replaceAll('3', '３') }))
    expect(amend(spelled.toReversed())).toEqual(unchangedAt('/catalog'))
    expect(p.state.reviews).toHaveLength(1)
    const [first, ...others] = catalogOf(14)
    if (!first) throw new Error('an empty catalog')
    expect(amend([{ ...first, items: ['名称', '代码'] }, ...others])).toEqual([])
  })

  it('cannot be supplemented with a file that it has already', () => {
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'stageDocument', what: '缺附件' }] })
    const supplement = (digest: string) =>
      p.by(lead).unmet('supplement', {
        amends: p.state.approval.form.digest,
        files: [{ kind: 'stageDocument', digest }],
      })
    expect(supplement(digestOf('study'))).toEqual(unchangedAt('/files/0/digest'))
    expect(supplement(digestOf('better study'))).toEqual([])
  })

  it('must be revised after a return', () => {
    const p = appraised(filed())
    p.act('decide', { verdict: 'return', formDigest: p.state.approval.form.digest, reasons: '改' })
    const body = study()
    const commands = new Set(p.record.map(({ commandId }) => commandId)).size
    const content = JSON.stringify([commands, { kind: 'act', verb: 'submitStage', body }])
    const digest = createHash('sha256').update(content).digest('hex')
    p.patch((state) => ({
      ...state,
      approval: { ...state.approval, form: { ...state.approval.form, digest } },
    })).by(lead)
    expect(p.unmet('submitStage', body)).toEqual(unchangedAt('/'))
    expect(p.refused('submitStage', study({ catalog: catalogOf(15) }))).toEqual([])
  })
})

it('rejected evidence is not accepted again: it would stop the condition from being overdue', () => {
  const p = appraised(filed())
  const condition = { what: '密码方案', dueOn: plainDate('2026-05-29'), responsible: lead.person }
  p.act('decide', { ...approveBody(p), conditions: [condition] })
  const shown = (content: string) => ({ condition: 1, evidence: digestOf(content) })
  p.by(lead).act('fulfilCondition', shown('plan'))
  expect(p.unmet('fulfilCondition', shown('plan'))).toEqual(unchangedAt('/evidence'))
  p.by(approver)
    .act('rejectCondition', { ...shown('plan'), reasons: '不足' })
    .by(lead)
  expect(p.unmet('fulfilCondition', shown('plan'))).toEqual(unchangedAt('/evidence'))
  p.act('fulfilCondition', shown('better plan'))
    .by(approver)
    .act('rejectCondition', { ...shown('better plan'), reasons: '不足' })
    .by(lead)
  for (const old of ['plan', 'better plan']) {
    expect(p.unmet('fulfilCondition', shown(old))).toEqual(unchangedAt('/evidence'))
  }
  expect(p.refused('fulfilCondition', shown('third plan'))).toEqual([])
})

describe('a proof of the owner', () => {
  const ordered = (): ProjectDriver =>
    building('2026-03-10').at('2026-06-10').by(approver).act('orderRectification', file('order'))

  it('of rectification must be another file the next time', () => {
    const p = ordered().by(lead)
    p.act('submitRectification', { evidence: digestOf('evidence') })
    p.by(approver)
      .actOnce('acceptRectification', { checkRecord: digestOf('check') })
      .by(lead)
    expect(p.unmet('submitRectification', { evidence: digestOf('evidence') })).toEqual(
      unchangedAt('/evidence'),
    )
    expect(p.state.reviews).toHaveLength(1)
    p.act('submitRectification', { evidence: digestOf('better') })
    expect(p.unmet('submitRectification', { evidence: digestOf('evidence') })).toEqual(
      unchangedAt('/evidence'),
    )
  })

  it('for resumption must be another file the next time: the period of the check does not restart', () => {
    const p = ordered().act('suspendConstruction', file('suspension')).by(lead)
    p.act('requestResumption', { proof: digestOf('proof') })
    expect(p.unmet('requestResumption', { proof: digestOf('proof') })).toEqual(unchangedAt('/proof'))
    p.act('requestResumption', { proof: digestOf('better') })
    expect(p.unmet('requestResumption', { proof: digestOf('proof') })).toEqual(unchangedAt('/proof'))
  })
})

it('the same archive acceptance voids no signature on the acceptance', () => {
  const archive = (content: string) => ({ verdict: 'passed' as const, report: digestOf(content) })
  const p = completed('2026-03-31')
    .by(lead)
    .act('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') })
    .by(approver)
    .act('recordArchiveAcceptance', archive('archives'))
  expect(p.unmet('recordArchiveAcceptance', archive('archives'))).toEqual(unchangedAt('/report'))
  expect(p.refused('recordArchiveAcceptance', archive('other archives'))).toEqual([])
  expect(p.refused('recordArchiveAcceptance', { ...archive('archives'), verdict: 'failed' })).toEqual([])
})
