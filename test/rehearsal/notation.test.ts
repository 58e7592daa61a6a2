import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { resolved } from '#rehearsal/late-digests.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const known = { current: 'c'.repeat(64), pending: 'd'.repeat(64) }

const CHECKS = `{ ${['产品安全可靠', '密码应用和网络安全审查', '设备和数据中心能效', '信息共享结果与目录一致']
  .map((check) => `${check}: { 合格: true, 证明: { 文件: ${check} } }`)
  .join(', ')} }`

/** The body that the API would get for an act written so. */
function bodyOf(by: string, act: string, content: string): Record<string, unknown> {
  const text = `title: 一个项目
source: none
starts: 2026-03-02
steps:
  - on: 2026-03-02
    by: ${by}
    do: ${act}
    with:
${content.replaceAll(/^/gm, '      ')}
`
  const [step] = readRehearsal('notation.yaml', WHOLE, text).steps
  return resolved(step?.act?.body, known) as Record<string, unknown>
}

describe('the notation of contents', () => {
  it('says money in 万元, documents by their names, catalogs by their size', () => {
    const body = bodyOf(
      '周凯',
      '报送',
      `stage: 可行性研究报告
owner: mca
track: planned
investment: 12,000.01 万元
files: { stageDocument: 可研.pdf, sharingChapter: 共享篇.pdf }
catalog: [{ count: 2 }, { count: 1, sharing: withheld, basis: 档案法 }]`,
    )
    expect(body).toMatchObject({
      title: '一个项目',
      containsClassifiedContent: false,
      stage: 'feasibility',
      investmentFen: 12_000_010_000,
      files: [
        { kind: 'stageDocument', digest: sha256('可研.pdf') },
        { kind: 'sharingChapter', digest: sha256('共享篇.pdf') },
      ],
      catalog: [
        { code: '3/01/001/1', sharing: 'unconditional' },
        { code: '3/01/001/2', sharing: 'unconditional' },
        { code: '3/01/001/3', sharing: 'withheld', basis: '档案法' },
      ],
    })
  })

  it('names a kind of file alone where its name does not matter', () => {
    const body = bodyOf('zhou-kai', 'supplement', 'amends: current\nfiles: [safetyStatement]')
    expect(body).toEqual({
      amends: known.current,
      files: [{ kind: 'safetyStatement', digest: sha256('safetyStatement') }],
    })
  })

  it('adds to a document what its kind asks for', () => {
    const body = bodyOf(
      'zhou-kai',
      'applyForAcceptance',
      'documents: { cryptographyAssessment: { file: 密评, assessedOn: 2028-01-10, result: met } }',
    )
    expect(body).toEqual({
      documents: [
        { kind: 'cryptographyAssessment', digest: sha256('密评'), assessedOn: '2028-01-10', result: 'met' },
      ],
    })
  })

  it('knows what is pending only when it is signed', () => {
    const body = bodyOf('he-jing', 'confirm', 'step: decision\ncontentHash: pending')
    expect(body).toEqual({ step: 'decision', contentHash: known.pending })
  })

  it('is the same in Chinese: fields, fixed words, people and organisations', () => {
    const chinese = bodyOf(
      '周凯',
      '报送',
      `阶段: 可行性研究报告
建设单位: 民政部
报批路径: 规划内
规划事项: P14-01
投资额: 1234567.89 元
编制人员: [赵敏]
文件: { 阶段文件: 可研.pdf, 信息资源共享分析篇（章）: 共享篇.pdf }
信息资源目录: [{ 数量: 2, 共享: 无条件 }, { 共享: 不予共享, 依据: 档案法 }]`,
    )
    const english = bodyOf(
      'zhou-kai',
      'submitStage',
      `stage: feasibility
owner: mca
track: planned
planItem: P14-01
investment: 123456789 fen
drafters: [zhao-min]
files: { stageDocument: 可研.pdf, sharingChapter: 共享篇.pdf }
catalog: [{ count: 2, sharing: unconditional }, { sharing: withheld, basis: 档案法 }]`,
    )
    expect(chinese).toEqual(english)
    expect(chinese).toMatchObject({ owner: 'mca', preparedBy: 'mca', investmentFen: 123_456_789 })
  })

  it('is the same in Chinese where acts ask for more', () => {
    const body = bodyOf(
      '周凯',
      '申请验收',
      '验收材料: { 密码应用安全性评估报告: { 文件: 密评, 评估日期: 2028-01-10, 评估结论: 符合 } }',
    )
    expect(body).toEqual({
      documents: [
        { kind: 'cryptographyAssessment', digest: sha256('密评'), assessedOn: '2028-01-10', result: 'met' },
      ],
    })
    expect(
      bodyOf('陈昊', '决定验收', '决定: 通过验收\n检查: {}\n不通过事项: []'.replace('{}', CHECKS)),
    ).toMatchObject({
      verdict: 'pass',
      checks: { sharing: { met: true } },
    })
  })
})
