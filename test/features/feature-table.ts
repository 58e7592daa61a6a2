/** The table of docs/features.md as the data have it. */
import { padded, widthOf } from '#scripts/rehearsal/columns.ts'
import { assertingLine } from './asserting-line.ts'
import { type Feature, PEERS, type Proof } from './feature.ts'
import { FEATURES } from './features.ts'

const HEADINGS = ['feature', ...PEERS, 'Tongchou', 'shown by']

export const featureRows = (): string[][] => [HEADINGS, ...FEATURES.map(rowOf)]

const rowOf = ({ name, peers, ours, proofs }: Feature): string[] => [
  name,
  ...peers,
  ours,
  proofs.map(proofText).join('; '),
]

const proofText = (proof: Proof): string =>
  `[${proof.file}](../examples/${proof.file}) line ${assertingLine(proof)}, \`${proof.expects}\``

/** As Markdown, padded as the other tables are. */
export function featureTable(): string {
  const rows = featureRows()
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => padded(cell, widths[column] ?? 0)).join(' | ')} |`
  const rule = line(widths.map((width) => '-'.repeat(width)))
  const [headings = [], ...others] = rows
  return [line(headings), rule, ...others.map(line)].join('\n')
}
