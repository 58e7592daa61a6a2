import { Problem } from '../problem.ts'

/** Maximum size of a file in bytes, also of a file within a file. */
export const FILE_MAX = 200 * 1024 ** 2

export const tooLarge = (): Problem =>
  new Problem('payload-too-large', {
    detail: {
      zh: '单个文件不得超过 200 MiB（Content-Length: 209715200）。',
      en: 'A file has at most 200 MiB (Content-Length: 209715200).',
    },
  })
