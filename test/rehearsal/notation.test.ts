import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { resolved } from '#rehearsal/notation.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const known = { current: 'c'.repeat(64), pending: 'd'.repeat(64) }

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
})
