/** Files that different programs read differently, and files with forbidden parts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PDF } from './document-files.ts'
import { type Inspection, openInspection } from './inspected-files.ts'
import { docxOf, extraField, type Part, zipOf } from './zip-making.ts'

let inspection: Inspection
beforeAll(async () => {
  inspection = await openInspection()
})
afterAll(() => inspection.close())

const found = (content: Buffer, name: string) => inspection.found(content, name)
const inDocx = (...parts: Part[]) => found(docxOf(...parts), 'a.docx')

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex')
const PNG = hex('89504e470d0a1a0a0000000d49484452')
const PNG_END = hex('0000000049454e44ae426082')
const JPG = hex('ffd8ffe000104a464946')
const JPG_END = hex('ffd9')
const RAR = hex('526172211a0700cf907300000d000000')
const ZIP = docxOf()
const HTML = '<html><script>alert(1)</script></html>'
const ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
const unicodePath = extraField(0x7075, Buffer.from('\u0001\0\0\0\0../../evil.txt'))
const part = (name: string, content: Buffer | string = 'a'): Part => ({ name, content })
const all = (...pieces: (Buffer | string)[]): Buffer => Buffer.concat(pieces.map((one) => Buffer.from(one)))

describe('a container is refused with', () => {
  const local = (lies: object): Part => ({ ...part('word/a.xml'), lies: { local: lies } })
  it.each<[string, Part, string]>([
    ['a second name beside the first', { ...part('word/a.txt'), extra: unicodePath }, 'zipUnreadable'],
    ['extra fields cut off', { ...part('word/a.txt'), extra: hex('7570ff00') }, 'zipUnreadable'],
    ['another method in front', local({ method: 0 }), 'zipUnreadable'],
    ['another checksum in front', local({ crc: 1 }), 'zipUnreadable'],
    ['another size in front', local({ compressed: 1 }), 'zipUnreadable'],
    ['another unpacked size in front', local({ inflated: 2 }), 'zipUnreadable'],
    ['sizes left out that do not follow', local({ crc: 0, compressed: 0, inflated: 0 }), 'zipUnreadable'],
    ['encryption said in front only', local({ flags: 0x801 }), 'zipUnreadable'],
    ['bytes behind the end of its data', { ...part('word/a.xml'), trailing: ZIP }, 'zipUnreadable'],
    ['a step that stays', part('./word/document.xml'), 'zipTraversal'],
    ['an empty step', part('word//document.xml'), 'zipTraversal'],
    ['a folder that is a file', part('word/document.xml/', ''), 'zipUnreadable'],
    ['a zip behind a picture', part('word/media/image1.png', all(PNG, PNG_END, ZIP)), 'zipNested'],
    ['a zip after a blank', part('word/a.bin', all(' ', ZIP)), 'zipNested'],
    ['a zip before a little more', part('word/a.bin', all(' ', ZIP, 'more')), 'zipNested'],
    ['a RAR behind a picture', part('word/media/image1.png', all(PNG, PNG_END, RAR)), 'zipNested'],
    ['a tar', part('word/a.bin', all(Buffer.alloc(257, 'a'), 'ustar\u000000')), 'zipNested'],
    ['a program without the usual header', part('word/media/image1.png', hex('4d5a5000')), 'zipMacro'],
    ['a program of macOS', part('word/a.bin', hex('cffaedfe07000001')), 'zipMacro'],
    ['a script without an ending', part('word/a', '#!/bin/sh\nreboot'), 'zipMacro'],
    ...['pif', 'sh', 'py', 'msi'].map((ending): [string, Part, string] => [
      `a part that ends in .${ending}`,
      part(`word/a.${ending}`),
      'zipMacro',
    ]),
    ['entities of a picture', part('word/media/image1.svg', ENTITY), 'zipDtd'],
    ['entities of a page', part('word/a.htm', ENTITY), 'zipDtd'],
    ['entities under any name', part('word/a.dat', `\ufeff <?xml version="1.0"?>${ENTITY}`), 'zipDtd'],
  ])('%s', async (_title, hidden, code) => {
    expect(await inDocx(hidden)).toBe(code)
  })
})

describe('a container is accepted', () => {
  it.each<[string, Part]>([
    ['with padding as Word adds it', { ...part('word/a.xml'), extra: extraField(0xa220, Buffer.alloc(9)) }],
    [
      'with sizes that follow the data, as LibreOffice writes it',
      { ...part('word/a.xml'), lies: { local: { flags: 0x808, crc: 0, compressed: 0, inflated: 0 } } },
    ],
    ['with folders, as WPS writes it', part('word/media/', '')],
    [
      'with sizes of 64 bits in front',
      {
        ...part('word/a.xml', ''),
        extra: extraField(1, hex('00000000000000000200000000000000')),
        lies: { local: { compressed: 0xffffffff, inflated: 0xffffffff } },
      },
    ],
    [
      'with a drawing that names its public type',
      part('word/media/image1.svg', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'),
    ],
  ])('%s', async (_title, usual) => {
    expect(await inDocx(usual)).toBe('taken')
  })

  it('with the name of the program that wrote it at its end', async () => {
    expect(await found(zipOf([{ name: 'OFD.xml', content: '<ofd/>' }], { comment: 'KRC' }), 'a.ofd')).toBe(
      'taken',
    )
  })
})

describe('the end of a container is refused with', () => {
  it.each([
    ['a comment that is more than a name', 'a'.repeat(33)],
    ['a comment that is no text', 'a\u0000b'],
  ])('%s', async (_title, comment) => {
    const content = zipOf([{ name: 'OFD.xml', content: '<ofd/>' }], { comment })
    expect(await found(content, 'a.ofd')).toBe('zipUnreadable')
  })

  it('a comment that is longer or shorter than it says', async () => {
    const content = zipOf([{ name: 'OFD.xml', content: '<ofd/>' }], { comment: 'KRC' })
    expect(await found(content.subarray(0, -1), 'a.ofd')).toBe('zipUnreadable')
    expect(await found(Buffer.concat([content, Buffer.from('K')]), 'a.ofd')).toBe('zipUnreadable')
  })
})

describe('a file is also another type with', () => {
  const filler = Buffer.alloc(2_000, '1 0 obj <<>> endobj\n')
  it.each<[string, Buffer, string]>([
    ['a RAR behind a photo', all(JPG, JPG_END, RAR), 'a.jpg'],
    ['a RAR within a photo', all(JPG, RAR, JPG_END), 'a.jpg'],
    ['text behind a photo', all(JPG, JPG_END, 'text'), 'a.jpg'],
    ['a RAR within a PDF', all(PDF, RAR, '\n%%EOF'), 'a.pdf'],
    ['a 7z far within a PDF', all(PDF, filler, Buffer.alloc(70_000), hex('377abcaf271c'), '%%EOF'), 'a.pdf'],
    ['a page behind a long PDF', all(PDF, filler, '%%EOF\n', HTML), 'a.pdf'],
    ['a page after blanks', all('%PDF-', Buffer.alloc(1_100, ' '), HTML, '%%EOF'), 'a.pdf'],
    [
      'a page before the first object',
      all('%PDF-1.7\n%', Buffer.alloc(1_100, 'a'), HTML, '\n', PDF),
      'a.pdf',
    ],
    [
      'a zip with a long comment behind it',
      all(PDF, ZIP.subarray(0, -2), hex('ffff'), 'a'.repeat(60_000), '%%EOF'),
      'a.pdf',
    ],
  ])('%s', async (_title, content, name) => {
    expect(await found(content, name)).toBe('filePolyglot')
  })

  it.each<[string, Buffer, string]>([
    ['a photo', all(JPG, JPG_END), 'a.jpg'],
    ['a photo filled up with zeros', all(JPG, JPG_END, Buffer.alloc(100)), 'a.jpg'],
    [
      'a PDF with binary comments and an update',
      all('%PDF-1.4\r%\xe2\xe3\r', PDF.subarray(9), '\r\n'),
      'a.pdf',
    ],
  ])('nothing else: %s is accepted', async (_title, content, name) => {
    expect(await found(content, name)).toBe('taken')
  })
})
