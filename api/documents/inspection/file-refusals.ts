/** Why a file is not taken. A code exists only if it is here. */
import { Problem } from '../../problem.ts'

export const FILE_REFUSALS = {
  fileEmpty: { en: 'The file is empty', zh: '文件为空' },
  fileIncomplete: { en: 'The file did not arrive whole', zh: '文件未完整送达' },
  fileNameMissing: {
    en: 'Send the name as Content-Disposition: attachment; filename*=UTF-8’’…',
    zh: '请以 Content-Disposition: attachment; filename*=UTF-8’’… 提供文件名',
  },
  fileNameInvalid: {
    en: 'The file name has characters or a form that file names must not have',
    zh: '文件名含有不允许的字符或形式',
  },
  fileNameTooLong: { en: 'The file name has more than 200 characters', zh: '文件名超过 200 个字符' },
  fileTypeNotAllowed: {
    en: 'Only pdf, docx, xlsx, pptx, ofd, png, jpg and txt files are taken',
    zh: '仅接受 pdf、docx、xlsx、pptx、ofd、png、jpg、txt 文件',
  },
  fileTypeMismatch: {
    en: 'The content is not what the name or the Content-Type says',
    zh: '文件内容与扩展名或 Content-Type 不符',
  },
  filePolyglot: {
    en: 'The file can be read as something else, too, or is cut off',
    zh: '文件可被解读为其他格式，或者不完整',
  },
  textUnreadable: {
    en: 'A text must be UTF-8 without control characters',
    zh: '文本文件须为 UTF-8 且不含控制字符',
  },
  zipUnreadable: { en: 'The zip container is damaged or ambiguous', zh: '压缩容器损坏或有歧义' },
  zipEncrypted: { en: 'A part of the file is encrypted', zh: '文件的组成部分已加密' },
  zipTooManyEntries: { en: 'The file has more than 2,000 parts', zh: '文件的组成部分超过 2000 个' },
  zipTooLarge: { en: 'The file is larger than 1 GiB when unpacked', zh: '文件解压后超过 1 GiB' },
  zipRatio: { en: 'The file unpacks to more than 100 times its size', zh: '文件解压后超过原大小的 100 倍' },
  zipTraversal: { en: 'A part of the file has a path that leads elsewhere', zh: '文件组成部分的路径越界' },
  zipNested: { en: 'The file holds another archive', zh: '文件内含其他压缩包' },
  zipMacro: { en: 'The file holds macros or other programs', zh: '文件含有宏或其他程序' },
  zipDtd: { en: 'A part of the file declares entities', zh: '文件的组成部分声明了实体' },
} as const satisfies Record<string, { en: string; zh: string }>

export type FileRefusalCode = keyof typeof FILE_REFUSALS

/** Thrown wherever a file turns out not to be acceptable; nothing of it is kept. */
export class FileRefused extends Problem {
  readonly code: FileRefusalCode

  constructor(code: FileRefusalCode) {
    const { en, zh } = FILE_REFUSALS[code]
    super('file-refused', { unmet: [{ code, en, zh, source: 'policy default [D]' }] })
    this.code = code
  }
}
