/** Words that operators read in the Temporal UI, in both languages: of offices and kinds, never of a case's own texts. */
import type { Words } from '#domain/case/kind.ts'

/** Made to fit a cell of a table: a name of the directory may hold any character. */
export const inWords = ({ zh, en }: Words): string => `${zh} ${en}`.replace(/[\s|]+/g, ' ')

/** Temporal's limit for a summary is 400 bytes, the name of its encoding included. */
const SUMMARY_BYTES_MAX = 300
const utf8 = new TextEncoder()

/** A summary within that limit, however long the names in it are. */
export function oneLine(text: string): string {
  if (sizeOf(text) <= SUMMARY_BYTES_MAX) return text
  let kept = ''
  for (const character of text) {
    if (sizeOf(`${kept}${character}…`) > SUMMARY_BYTES_MAX) break
    kept += character
  }
  return `${kept}…`
}

const sizeOf = (text: string): number => utf8.encode(JSON.stringify(text)).length
