/** The requested part of a file (RFC 9110 §14): one range of bytes, or the whole file. */
import { Problem } from '../problem.ts'
import type { ByteRange } from './store.ts'

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/

/** Null: the whole file. Several ranges are answered with the whole file, which the standard allows. */
export function rangeOf(header: string | undefined, size: number): ByteRange | null {
  const [, first, last] = RANGE.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size - 1 }
      : { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  if (range.start > range.end) {
    throw new Problem('range-not-satisfiable', {
      detail: {
        zh: `文件共 ${size} 字节；请求头 Range 的形式如 Range: bytes=0-${size - 1}。`,
        en: `The file has ${size} bytes; the header Range may be such as Range: bytes=0-${size - 1}.`,
      },
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  return range
}
