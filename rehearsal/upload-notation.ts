/** An upload as a file writes it: `{ file: 密码应用方案.pdf, kind: cryptographyPlan, content: 第一稿 }`. */
import type { Kind } from '#domain/engine/kind.ts'
import type { DocumentRegistry } from './document-registry.ts'
import { contentOf, FILE_FORMATS, formatOf, sha256 } from './file-content.ts'
import { NOTHING, type Titles } from './problem.ts'
import type { Doer, PlannedUpload } from './rehearsal.ts'
import { wordIn, wordsOf } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const UPLOAD_WORDS = {
  file: { zh: '文件' },
  kind: { zh: '种类' },
  content: { zh: '内容' },
  format: { zh: '格式' },
  versionOf: { zh: '新版本' },
}
/** The default kind of a file. If the kind of case has no such files, the API refuses it. */
const OTHER = 'other'
const FILE_NAME: Titles = { zh: '文件名', en: 'a file name' }
const FORMAT: Titles = {
  zh: `“格式”，下列之一：${wordsOf(FILE_FORMATS).zh}`,
  en: `a “format” (格式), one of ${wordsOf(FILE_FORMATS).en}`,
}

interface UploadReading {
  source: YamlSource
  registry: DocumentRegistry
  kind: Kind
}

/** Undefined when the file does not make sense there. */
export function uploadIn(place: Place, by: Doer, reading: UploadReading): PlannedUpload | undefined {
  const { source, registry } = reading
  const fields = source.fields(place, UPLOAD_WORDS, {
    zh: '上传，例如 {文件: 方案.pdf, 种类: 密码应用方案}',
    en: 'an upload such as {file: 方案.pdf, kind: cryptographyPlan}',
  })
  const name = fields.file
    ? source.text(fields.file, FILE_NAME)
    : source.fail(place, { zh: '“文件”', en: '“file” (文件)' }, NOTHING)
  if (name === undefined) return undefined
  const written = fields.format && wordIn(FILE_FORMATS, source.text(fields.format, FORMAT) ?? '')
  const format = written ?? (fields.format ? undefined : formatOf(name))
  if (!format) return source.fail(fields.format ?? place, FORMAT)
  const text = fields.content ? source.text(fields.content, { zh: '文本', en: 'a text' }) : name
  const versionOf = fields.versionOf ? source.text(fields.versionOf, FILE_NAME) : null
  const kind = fields.kind ? kindIn(fields.kind, reading) : OTHER
  if (fields.versionOf && fields.kind)
    source.fail(fields.kind, {
      zh: '“新版本”之外不写“种类”',
      en: 'no “kind” (种类) next to “versionOf” (新版本)',
    })
  if (text === undefined || versionOf === undefined || kind === undefined) return undefined
  const content = contentOf(format, text)
  // A file whose content does not fit its name is refused, so it is not registered.
  if (format === formatOf(name)) registry.put(name, sha256(content))
  return { by, name, kind, content, mediaType: claimedType(name, format), versionOf }
}

/** The media type that the sender declares follows from the name, not from the content. */
const claimedType = (name: string, format: keyof typeof FILE_FORMATS): string =>
  FILE_FORMATS[formatOf(name) ?? format].mediaType

function kindIn(place: Place, { source, kind }: UploadReading): string | undefined {
  const text = source.text(place, { zh: '文件种类', en: 'a kind of file' })
  if (text === undefined) return undefined
  const { fileKinds } = kind
  return wordIn(fileKinds, text) ?? source.unknown(place, text, fileKinds)
}
