/** Texts that operators read in the Temporal UI, in both languages: names of offices and kinds, never the texts of a case. */
import type { Words } from '#domain/case/kind.ts'

/** Without the characters that end a table cell: a name of the directory may contain any character. */
export const bilingual = ({ zh, en }: Words): string => `${zh} ${en}`.replace(/[\s|]+/g, ' ')

/** Temporal's limit for a summary is 400 bytes, the name of its encoding included. */
const SUMMARY_BYTES_MAX = 300
const utf8 = new TextEncoder()

/** The text, cut to that limit if its names are too long. */
export function fitSummary(text: string): string {
  if (sizeOf(text) <= SUMMARY_BYTES_MAX) return text
  let kept = ''
  for (const character of text) {
    if (sizeOf(`${kept}${character}…`) > SUMMARY_BYTES_MAX) break
    kept += character
  }
  return `${kept}…`
}

const sizeOf = (text: string): number => utf8.encode(JSON.stringify(text)).length
