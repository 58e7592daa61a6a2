/** Reads the text of papers back from the PDF, with another library. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** In points, from the lower left corner. */
export interface PrintedItem {
  page: number
  text: string
  x: number
  y: number
  width: number
  size: number
}

export async function printedItems(pdf: Uint8Array): Promise<PrintedItem[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise
  const items: PrintedItem[] = []
  for (let page = 1; page <= document.numPages; page += 1) {
    const content = await (await document.getPage(page)).getTextContent({ disableNormalization: true })
    for (const item of content.items) {
      if (!('str' in item)) continue
      const [, , , size, x, y] = item.transform
      items.push({ page, text: item.str, x, y, width: item.width, size: Math.round(size) })
    }
  }
  return items
}

/** Without the spaces that layout adds. */
export const joined = (texts: readonly { text: string }[]): string =>
  texts
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s/g, '')

/** Whether a text is in the margins, as page numbers are. */
export const isInMargin = ({ x, y, width, text }: PrintedItem): boolean =>
  y < 80 || y > 842 - 90 || x < 78 || (text.trim() !== '' && x + width > 595.3 - 74 + 1)

/** The text of each column over all pages, by the name of the column. */
export type PrintedTable = Record<string, string>

/**
 * The tables of a dossier by their headings. Headings have a font size of 13 points, heads of columns 9 and cells 8. Throws when a table
 * has other columns, does not repeat their names on each page, or when a cell extends into the next column.
 */
export function printedTables(
  items: readonly PrintedItem[],
  names: Readonly<Record<string, readonly string[]>>,
): Record<string, PrintedTable> {
  const starts = items.flatMap(({ size }, at) => (size === 13 && items[at - 1]?.size !== 13 ? [at] : []))
  const parts = starts.map((start, at) =>
    items.slice(start, starts[at + 1]).filter(({ text }) => text.trim() !== ''),
  )
  return Object.fromEntries(
    parts.map((part) => {
      const heading = joined(part.filter(({ size }) => size === 13))
      return [heading, tableIn(part, names[heading] ?? [])]
    }),
  )
}

function tableIn(part: readonly PrintedItem[], names: readonly string[]): PrintedTable {
  const heads = part.filter(({ size }) => size === 9)
  if (heads.length === 0) return {}
  const edges = edgesOf(heads, names)
  const columnOf = ({ x }: PrintedItem): number => edges.findLastIndex((edge) => edge <= x + 1)
  const cells = part.filter(({ size }) => size === 8)
  for (const cell of cells) {
    const next = edges[columnOf(cell) + 1]
    if (next !== undefined && cell.x + cell.width > next + 1)
      throw new Error(`${cell.text} leaves its column`)
  }
  for (const page of new Set(cells.map((cell) => cell.page))) {
    const head = joined(heads.filter((item) => item.page === page))
    if (head !== names.join('')) throw new Error(`page ${page} has the head ${head}`)
  }
  return Object.fromEntries(
    names.map((name, at) => [name, joined(cells.filter((cell) => columnOf(cell) === at))]),
  )
}

/** The left edge of each column. The names of the columns are printed one after the other. */
function edgesOf(heads: readonly PrintedItem[], names: readonly string[]): number[] {
  const edges: number[] = []
  let said = ''
  for (const { text, x } of heads.slice(0, heads.findIndex(({ page }) => page !== heads[0]?.page) >>> 0)) {
    if (said === names.slice(0, edges.length).join('')) edges.push(x)
    said += text.replaceAll(/\s/g, '')
  }
  return edges
}
