/** Names of files in header fields: read in all the forms that programs send, and sent in a form that all browsers understand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispositionOf } from '#api/documents/disposition.ts'
import { fileNameOf, nameFromTitle } from '#api/documents/file-name.ts'
import { type ListeningWorld, openListeningWorld, orCode, sendRaw } from './raw-uploads.ts'

let world: ListeningWorld
beforeAll(async () => {
  world = await openListeningWorld()
})
afterAll(() => world.close())

/** Bytes as Node returns them in header fields: one character for each byte. */
const raw = (bytes: Buffer): string => bytes.toString('latin1')
const utf8 = (said: string): string => raw(Buffer.from(said))
const hex = (digits: string): string => raw(Buffer.from(digits, 'hex'))
/** 可研.pdf in GBK. */
const GBK = hex('bfc9d1d02e706466')
const ENCODED = '%E5%8F%AF%E7%A0%94.pdf'

describe('the name in Content-Disposition', () => {
  it.each<[string, string, string]>([
    ['in UTF-8 by percent signs', `attachment; filename*=UTF-8''${ENCODED}`, '可研.pdf'],
    [
      'with a language and in small letters',
      `attachment;filename*=utf-8'zh-CN'${ENCODED.toLowerCase()}`,
      '可研.pdf',
    ],
    ['in ISO-8859-1', "attachment; filename*=ISO-8859-1'en'na%EFve.pdf", 'na\u00efve.pdf'],
    ['in GBK by percent signs', "attachment; filename*=GBK''%BF%C9%D1%D0.pdf", '可研.pdf'],
    [
      'after a plain one, which is ignored',
      `attachment; filename="x.pdf"; filename*=UTF-8''${ENCODED}`,
      '可研.pdf',
    ],
    ['before a plain one', `attachment; filename*=UTF-8''${ENCODED}; filename="x.pdf"`, '可研.pdf'],
    ['in quotes that do not belong there', `attachment; filename*="UTF-8''${ENCODED}"`, '可研.pdf'],
    ['not percent-encoded after all', utf8("attachment; filename*=UTF-8''可研.pdf"), '可研.pdf'],
    [
      'in an unknown encoding, before a plain one',
      "attachment; filename*=KOI8-R''%C1.pdf; filename=b.pdf",
      'b.pdf',
    ],
    ['plain', 'attachment; filename="report.pdf"', 'report.pdf'],
    ['plain, without quotes', 'attachment; filename=report.pdf', 'report.pdf'],
    [
      'plain, without quotes and with blanks',
      'attachment; filename=report 2026 (1).pdf',
      'report 2026 (1).pdf',
    ],
    ['with a semicolon in quotes', 'attachment; filename="a; b.pdf"; size=3', 'a; b.pdf'],
    ['with needless escapes', 'attachment; filename="rep\\ort.pdf"', 'report.pdf'],
    ['in raw UTF-8', utf8('attachment; filename="可研.pdf"'), '可研.pdf'],
    ['in raw UTF-8, without quotes', utf8('attachment; filename=可研 终稿.pdf'), '可研 终稿.pdf'],
    ['in raw GBK', `attachment; filename="${GBK}"`, '可研.pdf'],
    [
      'in raw GBK with half a character that is a backslash',
      `attachment; filename="${hex('d55c')}.pdf"`,
      '誠.pdf',
    ],
    ['in raw GB 18030 of four bytes', `attachment; filename="${hex('95328236')}.pdf"`, '\u{20000}.pdf'],
    ['in a form that was a part of another', 'form-data; name="file"; filename="a.pdf"', 'a.pdf'],
    ['with blanks wherever they may be', 'attachment ; filename = "a.pdf" ; ', 'a.pdf'],
    ['in capitals', 'ATTACHMENT; FILENAME="a.pdf"', 'a.pdf'],
  ])('is read %s', (_how, header, name) => {
    expect(orCode(() => fileNameOf(header))).toBe(name)
  })

  it.each<[string, string | undefined, string]>([
    ['it is not there', undefined, 'fileNameMissing'],
    ['it names no file', 'attachment', 'fileNameMissing'],
    ['it names the field only', 'form-data; name="file"', 'fileNameMissing'],
    ['it names two files', 'attachment; filename="a.pdf"; filename="b.pdf"', 'dispositionUnreadable'],
    [
      'it names one twice',
      "attachment; filename*=UTF-8''a.pdf; filename*=UTF-8''a.pdf",
      'dispositionUnreadable',
    ],
    [
      'it names two in two fields',
      'attachment; filename=a.pdf, attachment; filename=b.pdf',
      'dispositionUnreadable',
    ],
    ['its quote does not end', 'attachment; filename="a.pdf', 'dispositionUnreadable'],
    ['there is something behind the quote', 'attachment; filename="a.pdf"b', 'dispositionUnreadable'],
    ['there is something before the quote', 'attachment; filename=a"b.pdf"', 'dispositionUnreadable'],
    ['its type is missing', 'filename="a.pdf"', 'dispositionUnreadable'],
    ['a parameter has no name', 'attachment; ="a.pdf"', 'dispositionUnreadable'],
    ['its percent signs are broken', "attachment; filename*=UTF-8''%E5%8.pdf", 'dispositionUnreadable'],
    [
      'its bytes are no UTF-8',
      "attachment; filename*=UTF-8''%ff.pdf; filename=b.pdf",
      'dispositionUnreadable',
    ],
    ['it does not say its encoding', 'attachment; filename*=a.pdf', 'dispositionUnreadable'],
    ['its encoding is unknown', "attachment; filename*=KOI8-R''%C1.pdf", 'dispositionUnreadable'],
    ['its bytes are in no encoding', `attachment; filename="${hex('ff')}.pdf"`, 'dispositionUnreadable'],
    ['it is a path', 'attachment; filename="..\\\\a.pdf"', 'fileNameInvalid'],
    ['it is a path by percent signs', "attachment; filename*=UTF-8''..%2Fa.pdf", 'fileNameInvalid'],
    ['it hides an ending', "attachment; filename=a.pdf; filename*=UTF-8''a.exe%00.pdf", 'fileNameInvalid'],
    ['it has a line end', "attachment; filename*=ISO-8859-1''a%0D%0ASet-Cookie:b.pdf", 'fileNameInvalid'],
    ['it was encoded for mail', 'attachment; filename="=?UTF-8?B?5Y+v56CULnBkZg==?="', 'fileNameInvalid'],
  ])('is refused when %s', (_why, header, code) => {
    expect(orCode(() => fileNameOf(header))).toBe(code)
  })

  it('is read in linear time, also if it is hostile', () => {
    const hostile: [string, string][] = [
      [`attachment; filename="${'\\'.repeat(8_000)}`, 'dispositionUnreadable'],
      [`attachment${'; '.repeat(4_000)}"`, 'dispositionUnreadable'],
      [`attachment; filename=${' '.repeat(8_000)}"`, 'dispositionUnreadable'],
      [`attachment; filename=${'"a'.repeat(4_000)}`, 'dispositionUnreadable'],
      [`attachment; filename*=UTF-8''${'%'.repeat(8_000)}`, 'dispositionUnreadable'],
      [`attachment; filename=${'a'.repeat(8_000)}.pdf`, 'fileNameTooLong'],
    ]
    for (const [header, code] of hostile) expect(orCode(() => fileNameOf(header))).toBe(code)
  })

  it('is understood as raw bytes on a real connection', async () => {
    for (const bytes of [Buffer.from('可研.pdf'), Buffer.from('bfc9d1d02e706466', 'hex')]) {
      const { status, json } = await sendRaw(world, [
        Buffer.from('Content-Disposition: attachment; filename="'),
        bytes,
        Buffer.from('"\r\nContent-Type: application/pdf\r\n'),
      ])
      expect([status, json.name]).toEqual([201, '可研.pdf'])
    }
  })

  it('in two fields is refused on a real connection', async () => {
    const twice = ['a', 'b'].map((name) => `Content-Disposition: attachment; filename="${name}.pdf"\r\n`)
    const { status, json } = await sendRaw(
      world,
      twice.map((line) => Buffer.from(line)),
    )
    expect([status, json.unmet[0].code]).toEqual([422, 'dispositionUnreadable'])
  })
})

describe('the name of a download', () => {
  it.each<[string, string, string]>([
    ['ASCII', 'report v1.0 (2).pdf', 'report v1.0 (2).pdf'],
    ['Chinese', '可研（终稿）.docx', 'document.docx'],
    ['percent signs, which some browsers would decode', '100%41.pdf', 'document.pdf'],
    ['a quote of its own', "it's.pdf", 'document.pdf'],
    ['a semicolon and a comma', 'a;b,c.ofd', 'document.ofd'],
    ['accents', 'r\u00e9sum\u00e9.pdf', 'document.pdf'],
  ])('with %s is understood by old and new browsers', (_kind, name, fallback) => {
    const header = dispositionOf(name)
    const [, plain, extended] =
      /^attachment; filename="([ -~]*)"; filename\*=UTF-8''([A-Za-z0-9%._~!-]+)$/.exec(header) ?? []
    expect(plain).toBe(fallback)
    expect(decodeURIComponent(extended ?? '')).toBe(name)
    expect(fileNameOf(header), 'our own reader understands it').toBe(name)
  })

  it('is made from a title without forbidden characters', () => {
    expect(nameFromTitle('关于《a/b: "c"\n<d>》的批复', 'pdf')).toBe('关于《a b c d 》的批复.pdf')
    expect(nameFromTitle('..\\..\\etc\u202e. ', 'pdf')).toBe('etc.pdf')
    expect(nameFromTitle('***', 'pdf')).toBe('document.pdf')
    const long = nameFromTitle('件'.repeat(500), 'pdf')
    expect(fileNameOf(dispositionOf(long)), 'short enough to be uploaded again').toBe(long)
  })
})
