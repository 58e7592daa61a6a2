/** Papers are complete, for any amount of content: the text is read back from the PDF and compared. */

import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseFile } from '#api/papers/case-file.ts'
import { dossierOf } from '#api/papers/dossier.ts'
import { print } from '#api/papers/printer.ts'
import { letterOf } from '#api/project/letter.ts'
import { PROJECT_PAPERS } from '#api/project/papers.ts'
import type { Stage } from '#domain/project/approval/words.ts'
import { aCaseFile, digestOf } from './big-case-file.ts'
import { isInMargin, joined, type PrintedItem, printedItems, printedTables } from './printed-text.ts'

const STAGE: Stage = 'proposal'
const LONGEST = 4_000
const CONDITION_LONGEST = 1_000

/** Texts of the longest allowed length, each with the form in which it is printed. */
const OPINIONS = {
  'Chinese without a pause': ['同意'.repeat(LONGEST / 2), (text: string) => text],
  'one long word': ['x'.repeat(LONGEST), (text: string) => text],
  'lines and tabs': [
    '一、项目\t金额\n\n\t二、\t八\n'.repeat(LONGEST).slice(0, LONGEST - 1),
    (text: string) => text,
  ],
  'characters of four bytes': ['𠮷'.repeat(LONGEST), (text: string) => text.replaceAll('𠮷', '〔U+20BB7〕')],
  'opening brackets, after which a line must not be broken': ['（'.repeat(LONGEST), (text: string) => text],
  'glued together': ['a\u00a0'.repeat(LONGEST / 2), (text: string) => text],
} as const

const HEADS = {
  批复: ['阶段', '文号', '核定金额（万元）', '日期', '材料摘要（SHA-256）'],
  批复条件: ['阶段', '序号', '期限', '责任人', '条件'],
  签署: ['阶段', '席位', '签署人', '时间', '所签材料'],
  所签材料: ['清单', '序号', '摘要（SHA-256）'],
  异议和弃权: ['席位', '表态人', '时间', '表态', '理由'],
  期限: ['事项', '到期日', '说明'],
  文件: ['名称', '种类', '版本', '字节', '上传', '签署', '摘要（SHA-256）'],
  办理经过: ['时间', '办理人', '事项'],
} as const

const squeezed = (text: string): string => text.replaceAll(/\s/g, '')

async function itemsOf(paper: Parameters<typeof print>[0]): Promise<PrintedItem[]> {
  const items = await printedItems((await print(paper)).pdf)
  const outside = joined(items.filter(isInMargin)).replaceAll(/—\d+\/\d+—/g, '')
  expect(outside, 'the margins contain only page numbers').toBe('')
  return items.filter((item) => !isInMargin(item))
}

const letterText = async (file: CaseFile): Promise<string> => joined(await itemsOf(letterOf(file, STAGE)))
/** The last line of the dossier is in no table. */
const tablesOf = (items: readonly PrintedItem[]) =>
  printedTables(
    items.slice(
      0,
      items.findLastIndex(({ text }, at) => `${text}${items[at + 1]?.text}`.startsWith('截至')),
    ),
    HEADS,
  )
const dossierTables = async (file: CaseFile) => tablesOf(await itemsOf(dossierOf(file, PROJECT_PAPERS)))

/** The content of a column: the cells of all rows in order. */
const column = (cells: readonly string[]): string => squeezed(cells.join(''))

beforeAll(() => print({ title: '', content: [] }))

describe('with any number of signed files', () => {
  for (const files of [0, 1, 20, 21, 500]) {
    it(`${files}: the dossier contains each digest, each file and each signature`, async () => {
      const digests = Array.from({ length: files + 1 }, (_, at) => digestOf(at))
      const file = aCaseFile({ files, signers: 2 })
      const tables = await dossierTables(file)
      expect(tables.所签材料).toEqual({
        清单: '清单1'.repeat(files + 1),
        序号: column(digests.map((_, at) => (at === 0 ? '申报表' : `文件${at}`))),
        '摘要（SHA-256）': digests.join(''),
      })
      expect(tables.签署).toEqual({
        阶段: '项目建议书'.repeat(2),
        席位: '经办人审批部门',
        签署人: '签署人0（审批司）签署人1（审批司）',
        时间: '2026-03-0210:00'.repeat(2),
        所签材料: `清单1，共${files + 1}项`.repeat(2),
      })
      expect(tables.文件?.['摘要（SHA-256）'] ?? '').toBe(digests.slice(1).join(''))
      expect(tables.文件?.名称 ?? '').toBe(column(file.documents.map(({ name }) => name)))
      expect(tables.文件?.签署 ?? '').toBe('已签署'.repeat(files))
      expect(await letterText(file)).toContain(squeezed(`审批材料摘要（SHA-256）：${digestOf(0)}`))
    })
  }
})

describe('with opinions of any length', () => {
  for (const [name, [text, printedAs]] of Object.entries(OPINIONS)) {
    it(`${name}: the letter contains it completely, and all conditions`, async () => {
      const what = Array.from(text).slice(0, CONDITION_LONGEST).join('')
      const file = aCaseFile({ sharingOpinion: text, conditions: Array.from({ length: 20 }, () => what) })
      const each = Array.from(
        { length: 20 },
        (_, at) => `（${at + 1}）${printedAs(what)}（期限：2026年6月30日，责任人：签署人0）`,
      )
      const all = `三、关于政务信息资源共享：${printedAs(text)}四、本批复附以下条件：${each.join('；')}五、项目代码：`
      expect(await letterText(file)).toContain(squeezed(all))
    })

    it(`${name}: the dossier contains every dissent with its reasons`, async () => {
      const file = aCaseFile({ dissent: [text, '短', text] })
      const { 异议和弃权: table } = await dossierTables(file)
      expect(table?.理由).toBe(squeezed(printedAs(`${text}短${text}`)))
      expect(table?.表态).toBe('异议异议异议')
    })
  }
})

describe('with many signers and long names of people and offices', () => {
  const person = '阿卜杜勒'.repeat(10)
  const org = 'Office'.repeat(20)

  it('the letter names 200 of them in their order', async () => {
    const file = aCaseFile({ signers: 200, person, org })
    const each = Array.from(
      { length: 200 },
      (_, at) => `${at === 0 ? '经办人' : '审批部门'}${person}${at}（${org}）2026-03-0210:00`,
    )
    expect(await letterText(file)).toContain(`签署：${each.join('；')}审批材料摘要`)
  })

  it('the dossier names 200 of them in their order, on 500 files that it lists once', async () => {
    const file = aCaseFile({ signers: 200, person, org, files: 500 })
    const tables = await dossierTables(file)
    const names = Array.from({ length: 200 }, (_, at) => `${person}${at}（${org}）`)
    expect(tables.签署?.签署人).toBe(names.join(''))
    const digests = Array.from({ length: 501 }, (_, at) => digestOf(at))
    expect(tables.所签材料?.['摘要（SHA-256）']).toBe(digests.join(''))
  })
})

describe('other long content', () => {
  const title = `${'长'.repeat(99)}\n${'w'.repeat(100)}`

  it('title, names of files and a timeline of 3,000 events are complete', async () => {
    const file = aCaseFile({ title, files: 30, fileName: 'n'.repeat(200), claims: 3_000 })
    const items = await itemsOf(dossierOf(file, PROJECT_PAPERS))
    const shown = squeezed(`项目档案：${title}`)
    expect(joined(items).slice(0, shown.length)).toBe(shown)
    const tables = tablesOf(items)
    expect(tables.文件?.名称).toBe(column(file.documents.map(({ name }) => name)))
    expect(tables.办理经过?.事项?.match(/待办签收/g)).toHaveLength(3_000)
    expect(await letterText(file)).toContain(squeezed(`关于《${title}》项目建议书的批复`))
  })
})

describe('line ends and tabs in texts of people', () => {
  it('are kept: a tab separates words, and a new line keeps its spaces', async () => {
    const content = [{ text: '项目\t金额\n  三万' }]
    const items = await printedItems((await print({ title: '', content })).pdf)
    const at = (text: string) => {
      const found = items.find((item) => item.text.startsWith(text))
      if (!found) throw new Error(`${text} is not printed`)
      return found
    }
    const [unit, amount, line] = [at('目'), at('金'), at('三')]
    expect(amount.y).toBe(unit.y)
    expect(amount.x - unit.x - unit.size, 'four spaces').toBeGreaterThan(unit.size / 2)
    expect(line.y).toBeLessThan(unit.y)
    expect(line.x, 'indented').toBeGreaterThan(at('项').x)
  })
})

describe('a paper with content that was not laid out', () => {
  const tall = Array.from({ length: 100 }, (_, at) => `第 ${at} 行`)

  it('is never delivered: an unbreakable row is higher than a page', async () => {
    const unbreakable = { title: '', content: [{ stack: tall, unbreakable: true }] }
    await expect(print(unbreakable)).rejects.toThrow(
      '100 of 100 texts of a paper are not completely on its pages',
    )
    const table = { body: [['一'], [tall.join('\n')]], headerRows: 1, dontBreakRows: true }
    await expect(print({ title: '', content: [{ table }] })).rejects.toThrow('1 of 2 texts')
  })

  it('is never delivered: wide content is outside the page', async () => {
    const table = { body: [['x'.repeat(200), '看不见']], widths: ['auto', 'auto'] }
    await expect(print({ title: '', content: [{ table }] })).rejects.toThrow('2 of 2 texts')
  })

  it('is never delivered: it has a text without a number', async () => {
    const columns = { title: '', content: [{ columns: ['一', '二'] }] }
    await expect(print(columns)).rejects.toThrow('a text without a number')
  })

  it('does not prevent the next paper', async () => {
    const { pdf } = await print({ title: '', content: [{ stack: tall }] })
    expect(joined(await printedItems(pdf))).toContain('第99行')
  })
})
