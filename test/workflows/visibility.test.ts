/** What operators read about a case in the Temporal UI: names of offices and acts, and no text that a person wrote. */

import { describe, expect, it } from 'vitest'
import { KINDS } from '#domain/kinds.ts'
import { ofProject } from '#domain/project/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { caseStart } from '#wire/case-start.ts'
import type { OrgNames } from '#wire/record.ts'
import { details, timerFor } from '#workflows/visibility.ts'
import { appraised, filed } from '../domain/approval-form.ts'
import { finance, proposed, seat } from '../domain/panel-rounds.ts'
import { mergedForm, operating, type ProjectDriver, project } from '../domain/project-builder.ts'
import { lead } from '../domain/project-people.ts'

const NAMES = {
  mnr: { zh: '自然资源部', en: 'Ministry of Natural Resources' },
  ndrc: { zh: '国家发展改革委', en: 'NDRC' },
  mof: { zh: '财政部', en: 'Ministry of Finance' },
}

/** The rows of the table with that heading. */
const rowsOf = ({ state }: ProjectDriver, heading: string, names: OrgNames = NAMES): string[] =>
  details({ ...ofProject(state), names })
    .split('\n')
    .filter((line) => line.startsWith(`| ${heading} |`))
    .map((line) => line.slice(heading.length + 5, -2))

const submitted = () => project().at('2026-03-02').by(lead).act('submitStage', mergedForm)

describe('the current details of a case', () => {
  it('begin with its kind and with the names of owner and authority', () => {
    const [heading] = details({ ...ofProject(submitted().state), names: NAMES }).split('\n')
    expect(heading).toBe('### 项目 project · 自然资源部 Ministry of Natural Resources → 国家发展改革委 NDRC')
  })

  it('say status, stage and deadlines in both languages', () => {
    const p = submitted()
    expect(rowsOf(p, '状态 status')).toEqual(['已提交 submitted, 自 since 2026-03-02'])
    expect(rowsOf(p, '阶段 stage')).toEqual([
      '可行性研究报告、初步设计方案和投资概算（合并） merged study, design and budget estimate, 第 1 轮 round',
    ])
    expect(rowsOf(p, '期限 due')).toEqual([
      '完整性审查 completeness check: 2026-03-09 (行政许可法（参照） 第三十二条)',
    ])
    expect(rowsOf(p, '金额 amount')).toEqual(['8,640.00 万元'])
  })

  it('say whose turn it is by the name of the office and the title of the role', () => {
    expect(rowsOf(submitted(), '轮到 turn')).toEqual(['国家发展改革委 NDRC, 审批部门 approver'])
    expect(rowsOf(operating('2026-03-02'), '轮到 turn')).toEqual([
      '自然资源部 Ministry of Natural Resources, 建设单位负责人 department lead',
    ])
    const withdrawn = submitted().act('withdraw', { reasons: '不再需要' })
    expect(rowsOf(withdrawn, '轮到 turn')).toEqual(['—'])
  })

  it('say what is to be signed by the title of the act, and whom a seat asks for', () => {
    const p = proposed({ seats: [seat('one'), seat('two'), finance] })
    expect(rowsOf(p, '待签署 to be signed')).toEqual([
      '批复、不予批准或退回 approve, refuse or return: two, finance (财政部 Ministry of Finance 财政部 Ministry of Finance)',
    ])
    expect(rowsOf(p, '期限 due').at(-1)).toContain(
      '席位签署 signature of a seat (批复、不予批准或退回 approve, refuse or return): ',
    )
  })

  it('show the code of an organisation without a known name, as in older histories', () => {
    const [heading] = details({ ...ofProject(submitted().state), names: {} }).split('\n')
    expect(heading).toBe('### 项目 project · mnr → ndrc')
    // A code that is also the name of a property of every object.
    const odd = submitted().patch((state) => ({ ...state, authority: 'constructor' }))
    expect(rowsOf(odd, '轮到 turn')).toEqual(['constructor, 审批部门 approver'])
  })

  it('stay a table, with any name of an organisation', () => {
    const odd = { ...NAMES, ndrc: { zh: '发改|委', en: 'ND\nRC' } }
    expect(rowsOf(submitted(), '轮到 turn', odd)).toEqual(['发改 委 ND RC, 审批部门 approver'])
  })

  it('contain neither the title nor any other text of a person', () => {
    for (const p of [submitted(), proposed({}), appraised(filed()), operating('2026-03-02')]) {
      expect(p.state.title).not.toBe('')
      expect(details({ ...ofProject(p.state), names: NAMES })).not.toContain(p.state.title)
    }
    const withdrawn = submitted().act('withdraw', { reasons: '不再需要' })
    expect(details({ ...ofProject(withdrawn.state), names: NAMES })).not.toContain('不再需要')
  })
})

describe('a timer', () => {
  it('says which deadline it waits for', () => {
    const { state } = submitted()
    const [due] = state.deadlines
    expect(due && timerFor(ofProject(state), due)).toEqual({
      summary: '完整性审查 completeness check: 2026-03-09 (行政许可法（参照） 第三十二条)',
    })
  })
})

describe('the start of a case', () => {
  const caseId = 'project/0198f3a0-0000-7000-8000-000000000001' as CaseId
  const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(text))

  it('says its kind and its owner in words, and the code in the details', () => {
    const { staticSummary, staticDetails } = caseStart(KINDS, caseId, { id: 'mnr', ...NAMES.mnr })
    expect(staticSummary).toBe('项目 project · 自然资源部 Ministry of Natural Resources')
    expect(staticDetails).toContain('自然资源部 Ministry of Natural Resources (mnr)')
  })

  it('says its id when the owner is unknown', () => {
    expect(caseStart(KINDS, caseId).staticSummary).toBe(`项目 project ${caseId}`)
  })

  it('keeps the summary within the limit of Temporal, and cuts it between characters', () => {
    const long = { id: 'mnr', zh: '部'.repeat(200), en: '𠮷"'.repeat(100) }
    const cut = [long, { ...long, zh: '𠮷'.repeat(100) }].map(
      (owner) => caseStart(KINDS, caseId, owner).staticSummary,
    )
    for (const summary of cut) {
      expect(bytesOf(summary)).toBeLessThanOrEqual(300)
      expect(bytesOf(summary)).toBeGreaterThan(290)
      expect(encodeURIComponent(summary)).toMatch(/%E2%80%A6$/)
    }
  })
})
