/** The sheet that papers are printed on, in points. */

export const PAGE_SIZE = 'A4'
/** Left, top, right, bottom. */
export const MARGINS: readonly [number, number, number, number] = [79, 90, 74, 80]
const A4_WIDTH = 595.28
/** Left and right of what is in a cell, but for the table's edges. */
export const CELL_PADDING = 3

/**
 * Widths of the columns of a table as wide as the page allows, by their shares. They never follow from what is in the
 * cells: a column grows with its longest word, and the ones after it would leave the page.
 */
export function columnWidths(shares: readonly number[]): number[] {
  const [left, , right] = MARGINS
  const width = A4_WIDTH - left - right - 2 * CELL_PADDING * (shares.length - 1)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => Math.floor((width * share * 10) / all) / 10)
}
