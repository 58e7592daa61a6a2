import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseFile } from '#api/papers/case-file.ts'
import { print } from '#api/papers/printer.ts'
import { approvalRecordOf } from '#api/project/approval-record.ts'
import type { Approval } from '#domain/project/approval/state.ts'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'
import { sha256, someBytes, uploadTo } from './document-files.ts'
import { joined, printedItems } from './printed-text.ts'
import { DIGEST, REPORT_DIGEST, stageForm } from './stage-form.ts'

const OPINION = '同意共享篇章；养老机构基本信息按无条件共享类提供。'
const [SIGNED, LATER] = [someBytes(), someBytes()]
const CONDITION = '完成密码应用安全性评估。'

let world: ApiWorld
let id: string
let formDigest: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
  const files = [
    { kind: 'stageDocument', digest: sha256(SIGNED) },
    { kind: 'sharingChapter', digest: DIGEST },
  ]
  const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm({ files }) })
  id = started.json.id
  const first = { content: SIGNED, name: '项目建议书（终稿）.pdf' }
  const { json } = await uploadTo(world, `/v1/projects/${id}/documents`, first)
  const later = { content: LATER, name: '项目建议书（终稿二）.pdf' }
  await uploadTo(world, `/v1/documents/${json.document}/versions`, later)
  await act('admit', 'chen-hao', {})
  await act('commission-appraisal', 'chen-hao', { agency: 'huazi', letter: DIGEST, workingDays: 30 })
  await sign('commission')
  await act('submit-appraisal', 'xu-rui', {
    conclusion: 'positive',
    report: REPORT_DIGEST,
    sharingOpinion: '充分',
  })
  formDigest = (await project()).form.digest
  const letter = {
    documentNumber: '发改高技〔2026〕123号',
    approvedFen: 11_864_000_000,
    sharingOpinion: OPINION,
  }
  const conditions = [{ what: CONDITION, dueOn: '2026-06-30', responsible: 'zhou-kai' }]
  await act('decide', 'chen-hao', { verdict: 'approve', formDigest, letter, conditions })
  const { contentHash } = (await project()).pendingSignatures[0].subject
  const reasons = '涉及中央财政资金。'
  const round = { step: 'decision', contentHash }
  await act('add-signer', 'he-jing', { ...round, position: 'before', person: 'tang-yu', reasons })
  await act('confirm', 'tang-yu', round)
  await sign('decision')
})
afterAll(() => world.close())

const project = async () => (await world.call('GET', `/v1/projects/${id}`, { as: 'he-jing' })).json
async function act(verb: string, as: string, body: unknown): Promise<void> {
  const answer = await world.call('POST', `/v1/projects/${id}/${verb}`, { as, body })
  expect(answer.status, JSON.stringify(answer.json)).toBe(200)
}
async function sign(step: string): Promise<void> {
  const { contentHash } = (await project()).pendingSignatures[0].subject
  await act('confirm', 'he-jing', { step, contentHash })
}

const paper = async (path: string, as = 'zhao-min') =>
  world.app.inject({
    url: `/v1/projects/${id}/${path}`,
    headers: { authorization: `Bearer ${await tokenFor(world.issuer, as)}`, accept: 'application/pdf' },
  })

const textOf = async (pdf: Uint8Array): Promise<string> => joined(await printedItems(pdf))

describe('the decision letter', () => {
  it('has number, amount, opinion and signers, in a Chinese font', async () => {
    const answer = await paper('approvals/proposal/letter.pdf')
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(answer.headers).not.toHaveProperty('missing-glyphs')
    const text = await textOf(answer.rawPayload)
    for (const said of [
      '关于《基本养老服务信息共享平台》项目建议书的批复',
      '发改高技〔2026〕123号',
      '核定项目投资估算为11,864.00万元',
      OPINION,
      '民政部：',
      '2026年3月2日',
      formDigest,
    ]) {
      expect(text).toContain(said)
    }
    expect(text).toMatch(/签署：经办人陈昊.+；加签唐宇.+；负责人何静[^；]+审批材料摘要/)
  })

  it('has the conditions of the approval: what, until when, by whom', async () => {
    const text = await textOf((await paper('approvals/proposal/letter.pdf')).rawPayload)
    expect(text).toContain(`四、本批复附以下条件：（1）${CONDITION}（期限：2026年6月30日，责任人：周凯）`)
    expect(text).toContain('五、项目代码：')
  })

  it('does not exist before the decision, nor for people who may not read the project', async () => {
    expect((await paper('approvals/feasibility/letter.pdf')).statusCode).toBe(404)
    expect((await paper('approvals/poem/letter.pdf')).statusCode).toBe(404)
    for (const as of ['qian-wei', 'gu-ming']) {
      expect((await paper('approvals/proposal/letter.pdf', as)).statusCode, as).toBe(404)
      expect((await paper('dossier.pdf', as)).statusCode, as).toBe(404)
    }
  })
})

describe('the dossier', () => {
  it('has everything: decisions with seats and digests, files, deadlines, timeline', async () => {
    const answer = await paper('dossier.pdf')
    expect(answer.statusCode).toBe(200)
    const text = await textOf(answer.rawPayload)
    for (const said of [
      '项目档案：基本养老服务信息共享平台',
      '发改高技〔2026〕123号',
      '负责人',
      formDigest,
      DIGEST,
      '项目建议书（终稿）.pdf',
      '阶段文件',
      '报送项目建议书（第1轮）',
      '系统',
    ]) {
      expect(text).toContain(said)
    }
    expect(text).toMatch(/经办人陈昊.+加签唐宇.+负责人何静/)
    expect(text).toContain(`项目建议书12026-06-30周凯${CONDITION}`)
    expect(text).toContain(`已签署${sha256(SIGNED)}`)
    expect(text).toContain(`—${sha256(LATER)}`)
  })
})

describe('the signatures of an approval', () => {
  const by = (person: string, role = 'approver') => ({
    kind: 'person',
    person,
    role,
    org: 'o',
    orgPath: ['o'],
  })
  const voted = (seat: string, vote: string, who = by('a')) => ({
    by: who,
    at: '2026-03-02T02:00:00.000Z',
    event: { type: 'verdictGiven', step: 'decision', seat, vote, formDigest, fileDigests: [], reasons: null },
  })
  const told = (type: string, more = {}) => ({ by: by('a'), event: { type, step: 'decision', ...more } })
  const approval = { stage: 'proposal', documentNumber: '一号' }
  const seats = (...timeline: unknown[]) => {
    const directory = { orgs: new Map(), people: new Map() }
    const file = { timeline: [...timeline, told('stageApproved', approval)], caller: { directory } }
    const { votes } = approvalRecordOf(file as unknown as CaseFile, approval as Approval)
    return votes.map(({ title, by: name, vote }) => `${title} ${name} ${vote}`)
  }

  it('are listed by seat, and an objection is not a signature', () => {
    const finance = by('b', 'financeMinistry')
    expect(seats(voted('handler', 'for'), voted('money', 'against', finance))).toEqual([
      '经办人 a（o） for',
      '财政部 b（o） against',
    ])
  })

  it('are taken only from the round that decided, without votes that were taken back', () => {
    expect(
      seats(
        voted('leader', 'for', by('b')),
        told('verdictsVoided'),
        voted('handler', 'for', by('c')),
        told('voteTakenBack', { seat: 'handler' }),
        voted('handler', 'for', by('d')),
      ),
    ).toEqual(['经办人 d（o） for'])
  })
})

describe('an approval that is not among the events', () => {
  it('is never printed without signatures and opinion', () => {
    const file = { timeline: [], caller: { directory: { orgs: new Map(), people: new Map() } } }
    const approval = { stage: 'proposal', documentNumber: '一号' } as Approval
    expect(() => approvalRecordOf(file as unknown as CaseFile, approval)).toThrow('一号')
  })
})

describe('a character that the font lacks', () => {
  it('is printed as its code point and reported, never as a box', async () => {
    const { pdf, missing } = await print({ title: '名', content: [{ text: '囍垚喆镕堃昇 𠮷' }] })
    expect(missing).toEqual(['U+20BB7'])
    expect(await textOf(pdf)).toContain('囍垚喆镕堃昇〔U+20BB7〕')
  })
})
