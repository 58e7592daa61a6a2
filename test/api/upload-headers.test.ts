/** What uploads say of themselves in their header fields, in all the ways that programs say it. */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispositionOf } from '#api/documents/disposition.ts'
import { fileNameOf, nameFromTitle } from '#api/documents/file-name.ts'
import { declaredType } from '#api/documents/inspection/declared-type.ts'
import { FILE_REFUSALS } from '#api/documents/inspection/file-refusals.ts'
import { FILE_TYPES, type FileTypeName } from '#api/documents/inspection/file-types.ts'
import { type ApiWorld, type Json, openApiWorld, tokenFor } from './api-world.ts'
import { named, PDF, uploadTo } from './document-files.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let path: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  const draft = await world.call('POST', '/v1/drafts', { as: 'zhao-min', body: stageForm() })
  path = `/v1/drafts/${draft.json.id}/documents`
  await world.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => world.close())

/** What is found, or the code of the refusal. */
function orCode<T>(find: () => T): T | string {
  try {
    return find()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** Bytes as Node gives them in header fields: one character each. */
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
      'beside a plain one, which does not count',
      `attachment; filename="x.pdf"; filename*=UTF-8''${ENCODED}`,
      '可研.pdf',
    ],
    ['before a plain one', `attachment; filename*=UTF-8''${ENCODED}; filename="x.pdf"`, '可研.pdf'],
    ['in quotes that do not belong there', `attachment; filename*="UTF-8''${ENCODED}"`, '可研.pdf'],
    ['not percent-encoded after all', utf8("attachment; filename*=UTF-8''可研.pdf"), '可研.pdf'],
    [
      'in an encoding nobody knows, beside a plain one',
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
    ['nobody knows its encoding', "attachment; filename*=KOI8-R''%C1.pdf", 'dispositionUnreadable'],
    ['its bytes are in no encoding', `attachment; filename="${hex('ff')}.pdf"`, 'dispositionUnreadable'],
    ['it is a path', 'attachment; filename="..\\\\a.pdf"', 'fileNameInvalid'],
    ['it is a path by percent signs', "attachment; filename*=UTF-8''..%2Fa.pdf", 'fileNameInvalid'],
    ['it hides an ending', "attachment; filename=a.pdf; filename*=UTF-8''a.exe%00.pdf", 'fileNameInvalid'],
    ['it has a line end', "attachment; filename*=ISO-8859-1''a%0D%0ASet-Cookie:b.pdf", 'fileNameInvalid'],
    ['it was encoded for mail', 'attachment; filename="=?UTF-8?B?5Y+v56CULnBkZg==?="', 'fileNameInvalid'],
  ])('is refused when %s', (_why, header, code) => {
    expect(orCode(() => fileNameOf(header))).toBe(code)
  })

  it('holds nobody up, however it is made', () => {
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
      const { status, json } = await sendRaw([
        Buffer.from('Content-Disposition: attachment; filename="'),
        bytes,
        Buffer.from('"\r\nContent-Type: application/pdf\r\n'),
      ])
      expect([status, json.name]).toEqual([201, '可研.pdf'])
    }
  })

  it('in two fields is refused on a real connection', async () => {
    const twice = ['a', 'b'].map((name) => `Content-Disposition: attachment; filename="${name}.pdf"\r\n`)
    const { status, json } = await sendRaw(twice.map((line) => Buffer.from(line)))
    expect([status, json.unmet[0].code]).toEqual([422, 'dispositionUnreadable'])
  })
})

async function sendRaw(fields: Buffer[]): Promise<{ status: number; json: Json }> {
  const { port } = world.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const head = [
    `POST ${path}?kind=other HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: ${PDF.length}\r\n`,
    `Authorization: Bearer ${await tokenFor(world.issuer, 'zhao-min')}\r\n`,
  ]
  socket.write(Buffer.concat([...head.map((line) => Buffer.from(line)), ...fields, Buffer.from('\r\n'), PDF]))
  const answer = await text(socket)
  const [status = '', body = '{}'] = [answer.slice(9, 12), answer.split('\r\n\r\n')[1]]
  return { status: Number(status), json: JSON.parse(body) }
}

describe('the name of a download', () => {
  it.each<[string, string, string]>([
    ['ASCII', 'report v1.0 (2).pdf', 'report v1.0 (2).pdf'],
    ['Chinese', '可研（终稿）.docx', 'document.docx'],
    ['percent signs, which some browsers would decode', '100%41.pdf', 'document.pdf'],
    ['a quote of its own', "it's.pdf", 'document.pdf'],
    ['a semicolon and a comma', 'a;b,c.ofd', 'document.ofd'],
    ['accents', 'r\u00e9sum\u00e9.pdf', 'document.pdf'],
  ])('with %s is given to old and to new browsers', (_kind, name, fallback) => {
    const header = dispositionOf(name)
    const [, plain, extended] =
      /^attachment; filename="([ -~]*)"; filename\*=UTF-8''([A-Za-z0-9%._~!-]+)$/.exec(header) ?? []
    expect(plain).toBe(fallback)
    expect(decodeURIComponent(extended ?? '')).toBe(name)
    expect(fileNameOf(header), 'and we read it ourselves').toBe(name)
  })

  it('is made of a title without what names must not have', () => {
    expect(nameFromTitle('关于《a/b: "c"\n<d>》的批复', 'pdf')).toBe('关于《a b c d 》的批复.pdf')
    expect(nameFromTitle('..\\..\\etc\u202e. ', 'pdf')).toBe('etc.pdf')
    expect(nameFromTitle('***', 'pdf')).toBe('document.pdf')
    const long = nameFromTitle('件'.repeat(500), 'pdf')
    expect(fileNameOf(dispositionOf(long)), 'short enough to be uploaded again').toBe(long)
  })
})

describe('the label in Content-Type', () => {
  const fits = (name: string, contentType: string | undefined) =>
    orCode(() => declaredType({ name, contentType }))
  const FITTING: Record<FileTypeName, (string | undefined)[]> = {
    docx: [
      FILE_TYPES.docx.mediaType,
      'application/wps-office.docx',
      'application/wps-office.wps',
      'application/wps-office.doc',
      'application/wps-office',
      'application/kswps',
      'application/msword',
      'application/vnd.ms-works',
      'application/vnd.ms-word.document.macroEnabled.12',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
      // Kylin V10 names the family only.
      'application/vnd.ms-office',
      'application/x-zip-compressed',
      'application/zip',
      'zz-application/zz-winassoc-doc',
      'APPLICATION/WPS-OFFICE.DOCX; charset=binary',
      'application/msword;application/rtf;application/msword-template',
      'application/x-tika-ooxml',
    ],
    xlsx: [
      FILE_TYPES.xlsx.mediaType,
      'application/wps-office.xlsx',
      'application/wps-office.et',
      'application/kset',
      'application/vnd.ms-excel',
      'application/x-xls',
      'application/msexcel',
      'application/x-excel',
    ],
    pptx: [
      FILE_TYPES.pptx.mediaType,
      'application/wps-office.pptx',
      'application/wps-office.dps',
      'application/ksdps',
      'application/vnd.ms-powerpoint',
      'application/vnd.mspowerpoint',
      'application/x-ppt',
    ],
    ofd: [
      'application/ofd',
      'application/x-ofd',
      'application/vnd.ofd',
      'application/vnd.ofdformat',
      'application/zip',
    ],
    pdf: [
      'application/pdf',
      'Application/PDF; charset=binary',
      'application/x-pdf',
      'application/wps-office.pdf',
      'application/acrobat',
      'text/pdf',
      'image/pdf',
      ' application/pdf ',
    ],
    jpg: ['image/jpeg', 'image/jpg', 'image/pjpeg', 'application/x-jpg', 'image/png', 'image/*'],
    png: ['image/png', 'image/x-png', 'application/x-png', 'image/vnd.mozilla.apng'],
    txt: ['text/plain', 'text/plain; charset=gbk', 'application/txt', 'text/*'],
  }
  const ANY = [
    undefined,
    '',
    ';',
    'application/octet-stream',
    'binary/octet-stream',
    'application/x-download',
    'application/force-download',
    '*/*',
    'application/*',
  ]
  it.each(Object.entries(FITTING))('of %s is any that programs use for it', (extension, labels) => {
    for (const label of [...labels, ...ANY])
      expect(fits(`a.${extension}`, label), String(label)).toBe(extension)
  })

  const LYING: [FileTypeName, string[]][] = [
    [
      'pdf',
      [
        'text/html',
        'application/json',
        'image/png',
        'application/zip',
        'application/wps-office.docx',
        'application/ofd',
      ],
    ],
    [
      'docx',
      [
        'application/pdf',
        'text/html',
        'image/jpeg',
        'application/ofd',
        'application/x-msdownload',
        'pdf',
        'docx',
      ],
    ],
    ['ofd', ['application/pdf', FILE_TYPES.docx.mediaType, 'application/x-ofdd-rule']],
    ['png', ['image/svg+xml', 'text/html', 'application/pdf']],
    ['txt', ['text/html', 'text/xml', 'application/javascript', 'application/x-sh']],
    [
      'pdf',
      [
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        'application/pdf, text/html',
        '/',
      ],
    ],
  ]
  it.each(LYING)('of %s is refused when it is of another kind of file', (extension, labels) => {
    for (const label of labels) expect(fits(`a.${extension}`, label), label).toBe('contentTypeWrong')
  })

  it('decides nothing: what is kept and served is the type of name and content', async () => {
    for (const type of [
      'application/x-pdf',
      'application/wps-office.pdf',
      'Application/PDF; charset=binary',
      'image/pdf',
    ]) {
      const { status, json } = await uploadTo(world, path, { content: PDF, type })
      expect([status, json.mediaType], type).toEqual([201, 'application/pdf'])
    }
    const html = Buffer.from('<html><script>alert(1)</script></html>')
    const lying = await uploadTo(world, path, { content: html, type: 'application/x-pdf' })
    expect([lying.status, lying.json.unmet[0].code]).toEqual([422, 'fileTypeMismatch'])
  })

  it('may be missing or be no label at all on a real connection', async () => {
    const disposition = Buffer.from('Content-Disposition: attachment; filename="a.pdf"\r\n')
    expect((await sendRaw([disposition])).status).toBe(201)
    expect((await sendRaw([disposition, Buffer.from('Content-Type:\r\n')])).status).toBe(201)
    const { status, json } = await sendRaw([disposition, Buffer.from('Content-Type: pdf\r\n')])
    expect([status, json.unmet[0].code]).toEqual([422, 'contentTypeWrong'])
  })

  it('that lies is refused before the file is sent', async () => {
    const { port } = world.app.server.address() as AddressInfo
    const authorization = `Bearer ${await tokenFor(world.issuer, 'zhao-min')}`
    const sending = request({
      host: '127.0.0.1',
      port,
      path: `${path}?kind=other`,
      method: 'POST',
      agent: false,
    })
    for (const [field, value] of Object.entries({
      authorization,
      'content-type': 'text/html',
      'content-length': 9_999,
    }))
      sending.setHeader(field, value)
    sending.setHeader('content-disposition', named('a.pdf'))
    sending.on('error', () => undefined)
    sending.write('%PDF')
    const status = await new Promise((resolve) =>
      sending.on('response', ({ statusCode }) => resolve(statusCode)),
    )
    sending.destroy()
    expect(status).toBe(422)
  })
})

describe('the refusal of a wrong header', () => {
  /** The header field as the sentence shows it, for pasting. */
  const shown = (field: string, sentence: string): string =>
    new RegExp(`${field}: ([!-~]+(?: [!-~]+)*?)(?= or |[。；\\s]*$)`).exec(sentence)?.[1] ?? ''
  const TYPOGRAPHIC = /[‘’“”–—…]/

  it('shows a Content-Disposition that works when it is pasted, in both languages', async () => {
    for (const header of ['attachment', 'attachment; filename="a.pdf"; filename="b.pdf"']) {
      const refused = await uploadTo(world, path, {
        content: PDF,
        headers: { 'content-disposition': header },
      })
      for (const language of ['en', 'zh']) {
        const disposition = shown('Content-Disposition', refused.json.unmet[0][language])
        const { status, json } = await uploadTo(world, path, {
          content: PDF,
          headers: { 'content-disposition': disposition },
        })
        expect([status, json.name], disposition).toEqual([201, '可研.pdf'])
      }
    }
  })

  it('shows a Content-Type that works when it is pasted, in both languages', async () => {
    const refused = await uploadTo(world, path, { content: PDF, type: 'text/html' })
    for (const language of ['en', 'zh']) {
      const sentence = refused.json.unmet[0][language]
      expect(sentence).toContain('Content-Type: application/pdf ')
      for (const type of ['application/pdf', 'application/octet-stream']) {
        expect(sentence).toContain(type)
        expect((await uploadTo(world, path, { content: PDF, type })).status).toBe(201)
      }
    }
  })

  it('names the field and what it should be for every field that uploads and other requests have', async () => {
    const authorization = `Bearer ${await tokenFor(world.issuer, 'zhao-min')}`
    const drafts = { method: 'POST' as const, url: '/v1/drafts', payload: '{}' }
    const json = { 'content-type': 'application/json' }
    const upload = { method: 'POST' as const, url: `${path}?kind=other`, payload: PDF }
    const rows: [string, object, Record<string, string>][] = [
      ['Content-Encoding', upload, { 'content-encoding': 'gzip', 'content-disposition': named('a.pdf') }],
      ['Content-Encoding', drafts, { ...json, 'content-encoding': 'gzip' }],
      ['Content-Type: application/json', drafts, { 'content-type': 'text/plain' }],
      ['Accept: application/json', upload, { accept: 'text/html', 'content-disposition': named('a.pdf') }],
      [
        'Content-Length: 209715200',
        upload,
        { 'content-length': '209715201', 'content-disposition': named('a.pdf') },
      ],
      ['If-Match: "3"', { method: 'PUT' as const, url: path.replace('/documents', ''), payload: '{}' }, json],
    ]
    for (const [field, options, headers] of rows) {
      for (const language of ['en', 'zh']) {
        const answer = await world.app.inject({
          ...options,
          headers: {
            authorization,
            'idempotency-key': crypto.randomUUID(),
            'accept-language': language,
            ...headers,
          },
        })
        expect(answer.json().detail, `${field} ${language}`).toContain(field)
        expect(answer.json().detail).not.toMatch(TYPOGRAPHIC)
      }
    }
  })

  it('has nothing in it that cannot be pasted', () => {
    for (const { en, zh } of Object.values(FILE_REFUSALS)) {
      expect(en).toMatch(/^[ -~]+$/)
      expect(zh).not.toMatch(TYPOGRAPHIC)
    }
  })
})
