/** Documents within documents: usual ones are accepted, and all levels are inspected. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PDF } from './document-files.ts'
import { type Inspection, openInspection } from './inspected-files.ts'
import { docxOf, ofdOf, type Part, xlsxOf, zipOf } from './zip-making.ts'

let inspection: Inspection
beforeAll(async () => {
  inspection = await openInspection()
})
afterAll(() => inspection.close())

const part = (name: string, content: Buffer | string = 'a'): Part => ({ name, content })
const pptxOf = (...parts: Part[]) => zipOf([part('ppt/presentation.xml'), ...parts])
const chart = (workbook: Buffer): Part => part('word/embeddings/Microsoft_Excel_Worksheet.xlsx', workbook)
const found = (content: Buffer, name: string) => inspection.found(content, name)

describe('a document with a chart is accepted, as it is written by', () => {
  it.each([
    ['Word', 'a.docx', docxOf(chart(xlsxOf()))],
    ['PowerPoint', 'a.pptx', pptxOf(part('ppt/embeddings/Microsoft_Excel_Sheet1.xlsx', xlsxOf()))],
    [
      'WPS',
      'a.docx',
      docxOf(part('word/embeddings/Workbook1.xlsx', xlsxOf(part('xl/worksheets/sheet1.xml')))),
    ],
    [
      'a person who embeds a text in a workbook',
      'a.xlsx',
      xlsxOf(part('xl/embeddings/Document.docx', docxOf())),
    ],
    ['a person with a hundred charts', 'a.docx', docxOf(...hundredCharts())],
  ])('%s', async (_who, name, content) => {
    expect(await found(content, name)).toBe('taken')
  })
})

function hundredCharts(): Part[] {
  return Array.from({ length: 100 }, (_, n) =>
    part(
      `word/embeddings/Sheet${n}.xlsx`,
      xlsxOf(...Array.from({ length: 25 }, (_, m) => part(`xl/${m}.xml`))),
    ),
  )
}

describe('the workbook of a chart is refused with', () => {
  const ZEROS = Buffer.alloc(3 * 1024 ** 2)
  it.each<[string, Buffer | string, string]>([
    ['macros', xlsxOf(part('xl/vbaProject.bin')), 'zipMacro'],
    ['a program', xlsxOf(part('xl/media/image1.png', Buffer.from('4d5a9000', 'hex'))), 'zipMacro'],
    ['an OLE object', xlsxOf(part('xl/embeddings/oleObject1.bin')), 'zipMacro'],
    ['an archive', xlsxOf(part('xl/media/image1.png', docxOf())), 'zipNested'],
    ['declared entities', xlsxOf(part('xl/a.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>')), 'zipDtd'],
    ['a path out of it', xlsxOf(part('../a.xml')), 'zipTraversal'],
    ['a bomb', xlsxOf(part('xl/a.bin', ZEROS)), 'zipRatio'],
    ['another document than its name says', docxOf(), 'embeddedMismatch'],
    ['a plain archive', zipOf([part('a.txt')]), 'embeddedMismatch'],
    ['no container at all', 'a', 'embeddedMismatch'],
    ['something in front of it', Buffer.concat([PDF, xlsxOf()]), 'embeddedMismatch'],
    ['something behind it', Buffer.concat([xlsxOf(), PDF]), 'zipUnreadable'],
    ['a cut', xlsxOf().subarray(0, 100), 'zipUnreadable'],
  ])('%s', async (_title, workbook, code) => {
    expect(await found(docxOf(part('word/embeddings/a.xlsx', workbook)), 'a.docx')).toBe(code)
  })

  it('a size that is not that of its content', async () => {
    const embedded = { ...chart(xlsxOf()), lies: { inflated: 100 } }
    expect(await found(docxOf(embedded), 'a.docx')).toBe('zipRatio')
  })
})

describe('all files within a file', () => {
  it('are inspected two levels deep, and refused below', async () => {
    const two = ofdOf(part('Doc_0/Attachs/报告.docx', docxOf(chart(xlsxOf()))))
    expect(await found(two, 'a.ofd')).toBe('taken')
    const hidden = ofdOf(part('Doc_0/Attachs/报告.docx', docxOf(chart(xlsxOf(part('xl/vbaProject.bin'))))))
    expect(await found(hidden, 'a.ofd')).toBe('zipMacro')
    expect(await found(ofdOf(part('Doc_0/Attachs/a.ofd', two)), 'a.ofd')).toBe('zipTooDeep')
  })

  it('count together: several small zip bombs are a zip bomb', async () => {
    const small = (n: number): Part =>
      part(`word/embeddings/${n}.xlsx`, xlsxOf(part('xl/a.bin', Buffer.alloc(900_000))))
    expect(await found(docxOf(small(0)), 'a.docx')).toBe('taken')
    expect(await found(docxOf(...Array.from({ length: 40 }, (_, n) => small(n))), 'a.docx')).toBe('zipRatio')
  })

  it('count together: eleven times 2,000 parts are too many', async () => {
    const many = xlsxOf(...Array.from({ length: 1_900 }, (_, n) => part(`xl/${n}.xml`)))
    const parts = Array.from({ length: 11 }, (_, n) => part(`word/embeddings/${n}.xlsx`, many))
    expect(await found(docxOf(...parts.slice(0, 10)), 'a.docx')).toBe('taken')
    expect(await found(docxOf(...parts), 'a.docx')).toBe('zipTooManyEntries')
  })
})

describe('an OFD with attachments', () => {
  const attached = (name: string, content: Buffer | string, rawName?: Buffer): Buffer =>
    ofdOf(part('Doc_0/Attachs/Attachments.xml', '<ofd:Attachments/>'), {
      ...part(`Doc_0/Attachs/${name}`, content),
      ...(rawName ? { rawName: Buffer.concat([Buffer.from('Doc_0/Attachs/'), rawName]) } : {}),
    })

  it.each<[string, Buffer]>([
    ['the data of an invoice', attached('original_invoice.xml', '<eInvoice/>')],
    ['a report', attached('报告.docx', docxOf())],
    ['another OFD', attached('附件.ofd', ofdOf())],
    ['a scan', attached('扫描件.pdf', PDF)],
    // 附件.xlsx, as a program under Windows writes it
    ['a name in GBK', attached('附件.xlsx', xlsxOf(), Buffer.from('b8bdbcfe2e786c7378', 'hex'))],
  ])('is accepted: %s', async (_title, content) => {
    expect(await found(content, 'a.ofd')).toBe('taken')
  })

  it.each<[string, Buffer, string]>([
    ['a program', attached('setup.exe', 'MZ'), 'zipMacro'],
    ['a program that is called a picture', attached('a.png', Buffer.from('4d5a9000', 'hex')), 'zipMacro'],
    [
      'a program under a name in GBK',
      attached('a.exe', 'a', Buffer.from('b8bdbcfe2e657865', 'hex')),
      'zipMacro',
    ],
    ['macros in a report', attached('报告.docx', docxOf(part('word/vbaProject.bin'))), 'zipMacro'],
    ['an old report with OLE', attached('报告.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'zipMacro'],
    ['an archive', attached('资料.zip', zipOf([part('a.txt')])), 'zipNested'],
    ['an archive of another kind', attached('资料.rar', 'Rar!'), 'zipNested'],
    // 誠.xml: the second byte of 誠 in GBK is a backslash
    [
      'a name that is a path in ASCII',
      attached('a.xml', 'a', Buffer.from('d55c2e786d6c', 'hex')),
      'zipUnreadable',
    ],
    ['a name in no encoding', attached('a.xml', 'a', Buffer.from('ff2e786d6c', 'hex')), 'zipUnreadable'],
  ])('is refused: %s', async (_title, content, code) => {
    expect(await found(content, 'a.ofd')).toBe(code)
  })
})

/** Tag, length in its long form, content. */
function element(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const header = Buffer.from([tag, 0x83, 0, 0, 0])
  header.writeUIntBE(content.length, 2, 3)
  return Buffer.concat([header, content])
}

describe('an electronic seal', () => {
  const octets = (content: Buffer): Buffer => element(0x04, content)
  const SEQUENCE = 0x30
  /** A simplified seal of GB/T 38540: the seal with its picture and the type of the picture; then a certificate and a signature. */
  const sealOf = (picture: Buffer, ...more: Buffer[]): Buffer => {
    const drawn = element(
      SEQUENCE,
      element(0x16, Buffer.from('ofd')),
      picture,
      element(0x02, Buffer.from([30])),
    )
    return element(SEQUENCE, element(SEQUENCE, drawn), octets(Buffer.alloc(300, 7)), ...more)
  }
  const inOfd = (content: Buffer, name = 'Doc_0/Signs/Sign_0/SignedValue.dat') =>
    found(ofdOf(part(name, content)), 'a.ofd')

  it('whose picture is an OFD is accepted, in every place of a seal', async () => {
    expect(await inOfd(sealOf(octets(ofdOf())))).toBe('taken')
    expect(await inOfd(sealOf(octets(ofdOf())), 'Doc_0/Signs/Sign_0/Seal.esl')).toBe('taken')
    expect(await inOfd(sealOf(octets(Buffer.alloc(500, 9))))).toBe('taken')
  })

  it.each<[string, Buffer, string]>([
    ['a program in its picture', sealOf(octets(ofdOf(part('a.exe')))), 'zipMacro'],
    ['an archive as its picture', sealOf(octets(zipOf([part('a.txt')]))), 'embeddedMismatch'],
    [
      'a picture within a picture',
      sealOf(octets(ofdOf(part('a.ofd', ofdOf(part('b.ofd', ofdOf())))))),
      'zipTooDeep',
    ],
    [
      'an archive elsewhere in it',
      sealOf(octets(ofdOf()), element(0x03, zipOf([part('a.txt')]))),
      'zipNested',
    ],
    ['an archive behind it', Buffer.concat([sealOf(octets(ofdOf())), docxOf()]), 'zipNested'],
    ['an archive that is no octet string', sealOf(zipOf([part('a.txt')])), 'zipNested'],
    ['an archive that only calls itself a seal', docxOf(), 'zipNested'],
    [
      'an archive behind a length that is too large',
      Buffer.concat([Buffer.from('308300ffff', 'hex'), docxOf()]),
      'zipNested',
    ],
    ['a RAR', sealOf(octets(Buffer.from('526172211a0700', 'hex'))), 'zipNested'],
    ['a program from its first byte', Buffer.from('4d5a9000', 'hex'), 'zipMacro'],
  ])('is refused with %s', async (_title, content, code) => {
    expect(await inOfd(content)).toBe(code)
  })

  it('is recognised only by its name: an archive with another name stays an archive', async () => {
    expect(await inOfd(sealOf(octets(ofdOf())), 'Doc_0/Res/a.dat')).toBe('zipNested')
  })
})
