/** Makes Markdown tables from rows of cells; the first row is the heading. */

export type Row = readonly string[]

export const code = (name: string): string => `\`${name}\``
export const entries = <T>(table: Readonly<Record<string, T>>): [string, T][] => Object.entries(table)

const lineOf = (cells: Row): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

export function markdownOf([head = [], ...rows]: readonly Row[]): string {
  return [lineOf(head), lineOf(head.map(() => '---')), ...rows.map(lineOf)].join('\n')
}
