/** Files with a wrong type, and harmful files. Each is refused with its reason, and nothing of it is stored. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { DOCX, filesOf, PDF, type Sent, someBytes, uploadTo } from './document-files.ts'
import { stageForm } from './stage-form.ts'
import { docxOf, zipOf } from './zip-making.ts'

let world: ApiWorld
let path: string
let held: string[]
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: stageForm() })
  path = `/v1/projects/drafts/${draft.json.id}/documents`
  await uploadTo(world, path, { content: someBytes() })
  held = await filesOf(world)
})
afterAll(() => world.close())

const HTML = Buffer.from('<!doctype html><script>alert(1)</script>')
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex')
const ZEROS = Buffer.alloc(8 * 1024 ** 2)
const asDocx = (content: Buffer): Sent => ({ content, name: '方案.docx', type: DOCX })
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `word/${n}.xml` }))

const REFUSED: [string, Sent, string][] = [
  ['an empty file', { content: Buffer.alloc(0) }, 'fileEmpty'],
  ['HTML named .pdf', { content: HTML }, 'fileTypeMismatch'],
  ['HTML named .txt', { content: HTML, name: 'a.txt', type: 'text/plain' }, 'fileTypeMismatch'],
  ['a PDF named .docx', { content: PDF, name: 'a.docx', type: DOCX }, 'fileTypeMismatch'],
  ['a PDF declared as a picture', { content: PDF, type: 'image/png' }, 'contentTypeWrong'],
  ['JSON declared', { content: PDF, type: 'application/json' }, 'contentTypeWrong'],
  ['an SVG', { content: Buffer.from('<svg/>'), name: 'a.svg', type: 'image/svg+xml' }, 'fileTypeNotAllowed'],
  ['a program', { content: Buffer.from('MZ'), name: 'a.exe' }, 'fileTypeNotAllowed'],
  ['a name without extension', { content: PDF, name: 'pdf' }, 'fileTypeNotAllowed'],
  ['a PDF that ends in the middle', { content: PDF.subarray(0, 20) }, 'filePolyglot'],
  ['a PDF that is a page, too', { content: Buffer.concat([PDF, HTML, PDF]) }, 'filePolyglot'],
  ['a PDF that is a zip, too', { content: Buffer.concat([PDF, docxOf()]) }, 'filePolyglot'],
  [
    'a picture that is a PDF, too',
    { content: Buffer.concat([PNG, PDF, PNG_END]), name: 'a.png', type: 'image/png' },
    'filePolyglot',
  ],
  [
    'a picture with something behind it',
    { content: Buffer.concat([PNG, PNG_END, HTML]), name: 'a.png', type: 'image/png' },
    'filePolyglot',
  ],
  [
    'a text in another encoding',
    { content: Buffer.from('b9fa', 'hex'), name: 'a.txt', type: 'text/plain' },
    'textUnreadable',
  ],
  [
    'a text with controls',
    { content: Buffer.from('a\u001b[2Jb'), name: 'a.txt', type: 'text/plain' },
    'textUnreadable',
  ],
  ['a plain zip as .docx', asDocx(zipOf([{ name: 'a.txt', content: 'a' }])), 'fileTypeMismatch'],
  ['a workbook as .docx', asDocx(zipOf([{ name: 'xl/workbook.xml', content: 'a' }])), 'fileTypeMismatch'],
  ['no zip behind its first bytes', asDocx(Buffer.from('504b0304ffffffff', 'hex')), 'zipUnreadable'],
  ['a zip bomb', asDocx(docxOf({ name: 'word/a.bin', content: ZEROS })), 'zipRatio'],
  [
    'a zip bomb that hides its size',
    asDocx(docxOf({ name: 'word/a.bin', content: ZEROS, lies: { inflated: 9_000 } })),
    'zipRatio',
  ],
  [
    '4 GB announced',
    asDocx(docxOf({ name: 'word/a.bin', content: 'a', lies: { inflated: 0xfffffffe } })),
    'zipRatio',
  ],
  ['more than 1 GiB in parts', asDocx(gibibytes()), 'zipTooLarge'],
  ['a part twice', asDocx(docxOf({ name: 'WORD/document.xml', content: 'b' })), 'zipUnreadable'],
  [
    'overlapping parts',
    asDocx(docxOf({ name: 'word/a.xml', content: 'b', lies: { offset: 0 } })),
    'zipUnreadable',
  ],
  [
    'headers that disagree',
    asDocx(docxOf({ name: 'word/a.xml', content: 'b', lies: { localName: 'word/b.xml' } })),
    'zipUnreadable',
  ],
  [
    'bytes before the zip',
    asDocx(Buffer.concat([Buffer.from('504b0304', 'hex'), docxOf()])),
    'zipUnreadable',
  ],
  ['bytes behind the zip', asDocx(Buffer.concat([docxOf(), HTML])), 'zipUnreadable'],
  ['2,001 parts', asDocx(docxOf(...many(1_999))), 'zipTooManyEntries'],
  ['100,000 parts', asDocx(docxOf(...many(99_998))), 'zipTooManyEntries'],
  ['65,546 parts that call themselves 10', asDocx(docxOf(...many(65_544))), 'zipTooManyEntries'],
  [
    'a few parts more than it says',
    asDocx(zipOf([{ name: 'word/document.xml' }, ...many(9)], { count: 5 })),
    'zipTooManyEntries',
  ],
  ['an archive in it', asDocx(docxOf({ name: 'word/media/image1.png', content: docxOf() })), 'zipNested'],
  ['an archive in it by name', asDocx(docxOf({ name: 'word/embeddings/a.zip', content: 'a' })), 'zipNested'],
  ['a path out of it', asDocx(docxOf({ name: '../../etc/cron.d/a', content: 'a' })), 'zipTraversal'],
  ['an absolute path', asDocx(docxOf({ name: '/etc/passwd', content: 'a' })), 'zipTraversal'],
  ['a path of Windows', asDocx(docxOf({ name: 'word\\..\\a', content: 'a' })), 'zipTraversal'],
  [
    'a link',
    asDocx(docxOf({ name: 'word/a', content: '/etc', lies: { attributes: 0xa1ff } })),
    'zipTraversal',
  ],
  ['macros', asDocx(docxOf({ name: 'word/vbaProject.bin', content: 'a' })), 'zipMacro'],
  [
    'macros under another name',
    asDocx(docxOf({ name: 'word/a.bin', content: Buffer.from('d0cf11e0a1b11ae1', 'hex') })),
    'zipMacro',
  ],
  [
    'a macro file renamed',
    asDocx(
      zipOf([
        { name: '[Content_Types].xml', content: 'ms-word.document.macroEnabled.main+xml' },
        { name: 'word/document.xml', content: 'a' },
      ]),
    ),
    'zipMacro',
  ],
  [
    'a billion laughs',
    asDocx(docxOf({ name: 'word/a.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' })),
    'zipDtd',
  ],
  [
    'the same in UTF-16',
    asDocx(docxOf({ name: 'word/a.xml', content: Buffer.from('\ufeff<!DOCTYPE a>', 'utf16le') })),
    'zipDtd',
  ],
  ['a path as its name', { content: PDF, name: '../../etc/a.pdf' }, 'fileNameInvalid'],
  ['a path of Windows as its name', { content: PDF, name: '..\\a.pdf' }, 'fileNameInvalid'],
  ['a name that reads backwards', { content: PDF, name: 'a\u202efdp.exe.pdf' }, 'fileNameInvalid'],
  ['a name with a line end', { content: PDF, name: 'a\r\nSet-Cookie: b.pdf' }, 'fileNameInvalid'],
  ['a name with a zero', { content: PDF, name: 'a.exe\u0000.pdf' }, 'fileNameInvalid'],
  ['a double extension', { content: PDF, name: 'a.html.pdf' }, 'fileNameInvalid'],
  ['the other double extension', { content: PDF, name: 'a.pdf.exe' }, 'fileTypeNotAllowed'],
  ['a double extension with a blank', { content: PDF, name: 'a.exe .pdf' }, 'fileNameInvalid'],
  ['a double extension with two dots', { content: PDF, name: 'a.exe..pdf' }, 'fileNameInvalid'],
  ['the name of a device', { content: PDF, name: 'CON.pdf' }, 'fileNameInvalid'],
  ['a name with a filler', { content: PDF, name: 'a\u3164b.pdf' }, 'fileNameInvalid'],
  ['a name with a hidden joiner', { content: PDF, name: 'a\u034fb.pdf' }, 'fileNameInvalid'],
  ['a name with hidden tags', { content: PDF, name: 'a\u{e0041}.pdf' }, 'fileNameInvalid'],
  ['a hidden name', { content: PDF, name: '.pdf' }, 'fileNameInvalid'],
  ['a name of 201 characters', { content: PDF, name: `${'件'.repeat(197)}.pdf` }, 'fileNameTooLong'],
  ['a name of combining marks', { content: PDF, name: `e${'\u0301'.repeat(600)}.pdf` }, 'fileNameTooLong'],
  ['no name', { content: PDF, headers: { 'content-disposition': 'attachment' } }, 'fileNameMissing'],
  [
    'a broken name',
    { content: PDF, headers: { 'content-disposition': "attachment; filename*=UTF-8''%ff.pdf" } },
    'dispositionUnreadable',
  ],
]

/** Several parts that are plausible one by one: 12 parts that claim nearly 100 MiB each. */
function gibibytes(): Buffer {
  const content = Buffer.from(Array.from({ length: 1_100_000 }, () => Math.floor(Math.random() * 256)))
  const parts = Array.from({ length: 12 }, (_, n) => ({
    ...{ name: `word/${n}.bin`, content },
    lies: { inflated: 100 * 1024 ** 2 },
  }))
  return docxOf(...parts)
}

describe('an upload is refused with', () => {
  it.each(REFUSED)('%s', async (_title, sent, code) => {
    const { status, json } = await uploadTo(world, path, sent)
    expect([status, json.type, json.unmet?.[0].code]).toEqual([
      422,
      'urn:tongchou:problem:file-refused',
      code,
    ])
    expect(json.unmet[0].zh).toMatch(/\p{Script=Han}/u)
    expect(await filesOf(world), 'nothing is stored').toEqual(held)
  })

  it('a body with Content-Encoding', async () => {
    const answer = await uploadTo(world, path, { content: PDF, headers: { 'content-encoding': 'gzip' } })
    expect(answer.status).toBe(415)
  })

  it('an unknown kind', async () => {
    expect((await uploadTo(world, path, { content: PDF, kind: 'poem' })).status).toBe(422)
  })

  it('a log entry that has ids and the reason, and nothing of the file', async () => {
    const warn = vi.spyOn(world.app.log, 'warn')
    await uploadTo(world, path, { content: HTML, name: '机密.pdf' })
    const [fields] = warn.mock.calls.at(-1) ?? []
    expect(fields).toMatchObject({ event: 'uploadRefused', reason: 'fileTypeMismatch', person: 'zhao-min' })
    expect(JSON.stringify(warn.mock.calls)).not.toMatch(/机密|script/)
    warn.mockRestore()
  })
})

describe('an upload is accepted with', () => {
  const TAKEN: [string, Sent][] = [
    ['a rare name', { content: PDF, name: '𠮷野家🀄 方案 (2) v1.2.pdf' }],
    ['a name with a variant of a character', { content: PDF, name: '葛\u{e0100}城.pdf' }],
    ['the name of an export', { content: PDF, name: '方案.docx.pdf' }],
    ['an unknown type declared', { content: PDF, type: 'application/octet-stream' }],
    ['200 characters', { content: PDF, name: `${'件'.repeat(196)}.PDF` }],
    ['a Word file with pictures', asDocx(docxOf({ name: 'word/media/image1.png', content: PNG }))],
    ['2,000 parts', asDocx(docxOf(...many(1_998)))],
    [
      'a text',
      { content: Buffer.from('\ufeff文本\r\n\t行'), name: 'a.txt', type: 'text/plain; charset=utf-8' },
    ],
    ['a picture', { content: Buffer.concat([PNG, PNG_END]), name: 'a.png', type: 'image/png' }],
    [
      'an OFD',
      { content: zipOf([{ name: 'OFD.xml', content: '<ofd/>' }]), name: 'a.ofd', type: 'application/ofd' },
    ],
  ]
  it.each(TAKEN)('%s', async (_title, sent) => {
    const { status, json } = await uploadTo(world, path, sent)
    expect(status, JSON.stringify(json)).toBe(201)
    expect(json.name).toBe(sent.name ?? '可研报告.pdf')
  })

  it('a decomposed name, which is normalised', async () => {
    const { json } = await uploadTo(world, path, { content: PDF, name: 'e\u0301.pdf' })
    expect(json.name).toBe('\u00e9.pdf')
  })
})
