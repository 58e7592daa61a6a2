/**
 * Checks that the whole content was laid out. pdfmake silently drops content without space and places wide content outside the page;
 * such a paper must not be delivered.
 */
import type { Content, LaidOutPage } from 'pdfmake'

/** A text of the paper. The head of a table is repeated on each of its pages. */
export interface Piece {
  text: string
  isRepeated: boolean
}

/** Marks page numbers, which are not texts of the paper. */
export const PAGE_NUMBER = -1

export interface Marked {
  content: Content[]
  pieces: Piece[]
}

/** The content with a number on each text. pdfmake copies the number to the lines of the text. */
export function marked(content: readonly Content[], shown: (text: string) => string): Marked {
  const pieces: Piece[] = []
  const markText = (text: string, isRepeated: boolean): Content[] => {
    const piece = { text: shown(text), isRepeated }
    return [{ text: piece.text, piece: pieces.push(piece) - 1 }]
  }
  const markRow = (row: readonly Content[], isRepeated: boolean): Content[] =>
    row.map((node) => mark(node, isRepeated))
  function mark(node: Content, isRepeated = false): Content {
    if (typeof node === 'string') return { text: markText(node, isRepeated) }
    if (Array.isArray(node)) return markRow(node, isRepeated)
    const { text, stack, table } = node
    return {
      ...node,
      ...(typeof text === 'string' ? { text: markText(text, isRepeated) } : {}),
      ...(stack ? { stack: markRow(stack, isRepeated) } : {}),
      ...(table
        ? {
            table: {
              ...table,
              body: table.body.map((row, at) => markRow(row, at < (table.headerRows ?? 0))),
            },
          }
        : {}),
    }
  }
  return { content: content.map((node) => mark(node)), pieces }
}

/** Throws unless the pages contain each text once, complete and in order. The error contains no text of people. */
export function assertComplete(pages: readonly LaidOutPage[], pieces: readonly Piece[]): void {
  const found = pieces.map(() => '')
  for (const page of pages) {
    for (const { piece, text } of visibleIn(page)) {
      if (piece === undefined) throw new Error('a paper has a text without a number')
      if (piece !== PAGE_NUMBER) found[piece] += text
    }
  }
  const wrong = pieces.flatMap((piece, at) => (isComplete(piece, found[at] ?? '') ? [] : [at]))
  if (wrong.length === 0) return
  const named = wrong.slice(0, 20).join(', ')
  throw new Error(
    `${wrong.length} of ${pieces.length} texts of a paper are not completely on its pages: ${named}`,
  )
}

function* visibleIn({ items, pageSize }: LaidOutPage): Generator<{ piece?: number; text: string }> {
  for (const { type, item } of items) {
    if (type !== 'line') continue
    const { x, y } = item
    for (const { piece, text, x: offset, width, height } of item.inlines) {
      const isOnPage =
        x + offset >= 0 && x + offset + width <= pageSize.width && y >= 0 && y + height <= pageSize.height
      if (isOnPage) yield piece === undefined ? { text } : { piece, text }
    }
  }
}

/** Without line feeds, because they are not part of any line. */
function isComplete({ text, isRepeated }: Piece, found: string): boolean {
  const asked = text.replaceAll('\n', '')
  if (!isRepeated || asked === '') return found === asked
  return found !== '' && found === asked.repeat(found.length / asked.length)
}
