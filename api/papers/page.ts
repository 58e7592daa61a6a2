/** The size of the page, in points. */

export const PAGE_SIZE = 'A4'
/** Left, top, right, bottom. */
export const MARGINS: readonly [number, number, number, number] = [79, 90, 74, 80]
const A4_WIDTH = 595.28
/** Space to the left and right of the content of a cell, except at the edges of the table. */
export const CELL_PADDING = 3

/**
 * Widths of the columns of a table that is as wide as the page, by their shares. The widths do not depend on the cells: a column would
 * grow with its longest word, and the following columns would be outside the page.
 */
export function columnWidths(shares: readonly number[]): number[] {
  const [left, , right] = MARGINS
  const width = A4_WIDTH - left - right - 2 * CELL_PADDING * (shares.length - 1)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => Math.floor((width * share * 10) / all) / 10)
}
