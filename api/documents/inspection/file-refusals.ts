/** The reasons why a file is not accepted. All codes are in this table. */
import { POLICY_DEFAULT } from '#domain/law/own-policy.ts'
import { titleOf } from '#domain/law/provision.ts'
import { filled } from '#domain/values/template.ts'
import { Problem } from '../../problem.ts'

/** Ready to paste; the name is 可研.pdf by encodeURIComponent. */
export const DISPOSITION = "Content-Disposition: attachment; filename*=UTF-8''%E5%8F%AF%E7%A0%94.pdf"

export const FILE_REFUSALS = {
  fileEmpty: { en: 'The file is empty', zh: '文件为空' },
  fileIncomplete: {
    en: 'The file did not arrive completely; send it again',
    zh: '文件未完整送达，请重新上传',
  },
  fileNameMissing: {
    en: `The file's name is missing; send it in a header such as ${DISPOSITION}`,
    zh: `缺少文件名；请用请求头提供，例如 ${DISPOSITION}`,
  },
  dispositionUnreadable: {
    en: `The header Content-Disposition cannot be read, or repeats a parameter; send it in this form: ${DISPOSITION}`,
    zh: `请求头 Content-Disposition 无法解析或含重复参数；请按此形式发送，例如 ${DISPOSITION}`,
  },
  fileNameInvalid: {
    en: 'The file name has forbidden characters or a forbidden form',
    zh: '文件名含有不允许的字符或形式',
  },
  fileNameTooLong: { en: 'The file name has more than 200 characters', zh: '文件名超过 200 个字符' },
  fileTypeNotAllowed: {
    en: 'Only pdf, docx, xlsx, pptx, ofd, png, jpg and txt files are accepted; save wps, et, dps, doc, xls and ppt files as one of them',
    zh: '仅接受 pdf、docx、xlsx、pptx、ofd、png、jpg、txt 文件；wps、et、dps、doc、xls、ppt 请另存为其中之一',
  },
  fileTypeMismatch: {
    en: 'The content of the file does not match its name',
    zh: '文件内容与扩展名不符',
  },
  contentTypeWrong: {
    en: 'The header Content-Type names another kind of file than the file name; send Content-Type: {right} or Content-Type: application/octet-stream',
    zh: '请求头 Content-Type 与文件名所示类型不符；请发送 Content-Type: {right} 或 Content-Type: application/octet-stream',
  },
  filePolyglot: {
    en: 'The file can also be read as another type, or its end is missing',
    zh: '文件可被解读为其他格式，或者不完整',
  },
  textUnreadable: {
    en: 'A text must be UTF-8 without control characters; save it as UTF-8',
    zh: '文本文件须为 UTF-8 且不含控制字符，请另存为 UTF-8',
  },
  zipUnreadable: { en: 'The zip container is damaged or ambiguous', zh: '压缩容器损坏或有歧义' },
  zipEncrypted: { en: 'A part of the file is encrypted', zh: '文件的组成部分已加密' },
  zipTooManyEntries: { en: 'The file has more than 2,000 parts', zh: '文件的组成部分超过 2000 个' },
  zipTooLarge: { en: 'The file is larger than 1 GiB when unpacked', zh: '文件解压后超过 1 GiB' },
  zipRatio: { en: 'The file unpacks to more than 100 times its size', zh: '文件解压后超过原大小的 100 倍' },
  zipTraversal: { en: 'A part of the file has a path outside the file', zh: '文件组成部分的路径越界' },
  zipNested: {
    en: 'The file contains an archive; upload the files in it separately',
    zh: '文件内含压缩包，请将其中文件分别上传',
  },
  zipTooDeep: {
    en: 'Files are embedded in files more than two levels deep; upload the inner files separately',
    zh: '内嵌文件超过两层，请将内层文件单独上传',
  },
  embeddedMismatch: {
    en: 'The content of an embedded file does not match its name',
    zh: '内嵌文件的内容与其扩展名不符',
  },
  zipMacro: {
    en: 'The file contains macros, other programs or OLE objects; save it without them, or as PDF',
    zh: '文件含有宏、其他程序或 OLE 对象，请去除后保存，或另存为 PDF',
  },
  zipDtd: { en: 'A part of the file declares entities', zh: '文件的组成部分声明了实体' },
} as const satisfies Record<string, { en: string; zh: string }>

export type FileRefusalCode = keyof typeof FILE_REFUSALS

/** Thrown when a file is not acceptable; nothing of the file is stored. */
export class FileRefused extends Problem {
  readonly code: FileRefusalCode

  /** `right`: the expected value, for codes whose text names it. */
  constructor(code: FileRefusalCode, right = '') {
    super('file-refused', {
      unmet: [
        {
          code,
          ...filled(FILE_REFUSALS[code], { right }),
          source: titleOf(POLICY_DEFAULT),
        },
      ],
    })
    this.code = code
  }
}
