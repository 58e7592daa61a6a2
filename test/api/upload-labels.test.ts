/** Media types in Content-Type: programs send many for the same kind of file, and the content decides. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declaredType } from '#api/documents/inspection/declared-type.ts'
import { FILE_TYPES, type FileTypeName } from '#api/documents/inspection/file-types.ts'
import { tokenFor } from './api-world.ts'
import { named, PDF, uploadTo } from './document-files.ts'
import { type ListeningWorld, openListeningWorld, orCode, sendRaw } from './raw-uploads.ts'

let world: ListeningWorld
beforeAll(async () => {
  world = await openListeningWorld()
})
afterAll(() => world.close())

describe('the media type in Content-Type', () => {
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
      // Kylin V10 sends only the family.
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

  it('decides nothing: the stored type is that of name and content', async () => {
    for (const type of [
      'application/x-pdf',
      'application/wps-office.pdf',
      'Application/PDF; charset=binary',
      'image/pdf',
    ]) {
      const { status, json } = await uploadTo(world, world.path, { content: PDF, type })
      expect([status, json.mediaType], type).toEqual([201, 'application/pdf'])
    }
    const html = Buffer.from('<html><script>alert(1)</script></html>')
    const lying = await uploadTo(world, world.path, { content: html, type: 'application/x-pdf' })
    expect([lying.status, lying.json.unmet[0].code]).toEqual([422, 'fileTypeMismatch'])
  })

  it('may be missing or invalid on a real connection', async () => {
    const disposition = Buffer.from('Content-Disposition: attachment; filename="a.pdf"\r\n')
    expect((await sendRaw(world, [disposition])).status).toBe(201)
    expect((await sendRaw(world, [disposition, Buffer.from('Content-Type:\r\n')])).status).toBe(201)
    const { status, json } = await sendRaw(world, [disposition, Buffer.from('Content-Type: pdf\r\n')])
    expect([status, json.unmet[0].code]).toEqual([422, 'contentTypeWrong'])
  })

  it('that is wrong is refused before the file is sent', async () => {
    const { path, port } = world
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
