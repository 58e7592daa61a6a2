import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { print } from '#api/papers/printer.ts'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'
import { someBytes, uploadTo } from './document-files.ts'
import { DIGEST, stageForm } from './stage-form.ts'

const OPINION = '同意共享篇章；养老机构基本信息按无条件共享类提供。'

let world: ApiWorld
let id: string
let formDigest: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
  id = (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })).json.projectId
  await uploadTo(world, `/v1/projects/${id}/documents`, {
    content: someBytes(),
    name: '项目建议书（终稿）.pdf',
  })
  await act('admit', 'chen-hao', {})
  await act('commission-appraisal', 'chen-hao', { agency: 'huazi', letter: DIGEST, workingDays: 30 })
  await sign('commission')
  await act('submit-appraisal', 'xu-rui', { conclusion: 'positive', report: DIGEST, sharingOpinion: '充分' })
  formDigest = (await project()).form.digest
  const letter = {
    documentNumber: '发改高技〔2026〕123号',
    approvedFen: 11_864_000_000,
    sharingOpinion: OPINION,
  }
  await act('decide', 'chen-hao', { verdict: 'approve', formDigest, letter })
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

/** The text of all pages, without the spaces that layout adds. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise
  const pages = Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1))
  const contents = await Promise.all(pages.map(async (page) => (await page).getTextContent()))
  const texts = contents.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : '')))
  return texts.join('').replaceAll(/\s/g, '')
}

describe('the decision letter', () => {
  it('says number, amount, opinion and who signed, in Chinese type', async () => {
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
    expect(text).toMatch(/经办人.+；负责人.+/)
  })

  it('does not exist before the decision, nor for who may not read the project', async () => {
    expect((await paper('approvals/feasibility/letter.pdf')).statusCode).toBe(404)
    expect((await paper('approvals/poem/letter.pdf')).statusCode).toBe(404)
    for (const as of ['qian-wei', 'gu-ming']) {
      expect((await paper('approvals/proposal/letter.pdf', as)).statusCode, as).toBe(404)
      expect((await paper('dossier.pdf', as)).statusCode, as).toBe(404)
    }
  })
})

describe('the dossier', () => {
  it('tells the whole life: decisions with seats and digests, files, deadlines, history', async () => {
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
  })
})

describe('a character that the font lacks', () => {
  it('is printed by its number and reported, never as a box', async () => {
    const { pdf, missing } = await print({ title: '名', content: [{ text: '囍垚喆镕堃昇 𠮷' }] })
    expect(missing).toEqual(['U+20BB7'])
    expect(await textOf(pdf)).toContain('囍垚喆镕堃昇〔U+20BB7〕')
  })
})
