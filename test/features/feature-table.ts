/** Makes the table of docs/features.md from the data. */
import { padded, widthOf } from '#rehearsal/columns.ts'
import { assertingLine } from './asserting-line.ts'
import { type Feature, PEERS, type Proof } from './feature.ts'
import { FEATURES } from './features.ts'

/** The separator under the headings has at least three dashes. */
const NARROWEST = 3

const HEADINGS = ['feature', ...PEERS, 'Tongchou', 'shown by: file, line, expectation']

export const featureRows = (): string[][] => [HEADINGS, ...FEATURES.map(rowOf)]

const rowOf = ({ name, peers, ours, proofs }: Feature): string[] => {
  const files = [...new Set(proofs.map(({ file }) => file))]
  return [name, ...peers, ours, files.map((file) => linesOf(file, proofs)).join('; ')]
}

/** File, line and expectation: `[review/vote.yaml](../examples/review/vote.yaml) 54 state`. */
function linesOf(file: string, proofs: readonly Proof[]): string {
  const lines = proofs
    .filter((proof) => proof.file === file)
    .map((proof) => `${assertingLine(proof)} \`${proof.expects}\``)
  return `[${file}](../examples/${file}) ${lines.join(', ')}`
}

/** As Markdown, padded like the other tables. */
export function featureTable(): string {
  const rows = featureRows()
  const widths = HEADINGS.map((_, column) =>
    Math.max(NARROWEST, ...rows.map((row) => widthOf(row[column] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => padded(cell, widths[column] ?? 0)).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  const [headings = [], ...others] = rows
  return [line(headings), rule, ...others.map(line)].join('\n')
}
