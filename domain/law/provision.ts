/** A source of rules. */

export interface Provision {
  /** What people read: the instrument and its article, chapter or topic. */
  zh: string
  en: string
  /** The source as the rulebook gives it, with its certainty. It is recorded, and shown to people who ask how certain it is. */
  cited: string
  /** If it stands for several provisions: each of them. */
  parts?: readonly Provision[]
}

/** The part that people read. */
export const titleOf = ({ zh, en }: Provision): { zh: string; en: string } => ({ zh, en })

/** The source of a rule that rests on several provisions. */
export const together = (...parts: readonly Provision[]): Provision => ({
  zh: parts.map(({ zh }) => zh).join('；'),
  en: parts.map(({ en }) => en).join('; '),
  cited: parts.map(({ cited }) => cited).join('; '),
  parts,
})

export type Cite = (cited: string, zh: string, en: string) => Provision

export const provision: Cite = (cited, zh, en) => ({ zh, en, cited })

/** A part of an instrument: an article or a topic. */
export const partOf =
  (zhInstrument: string, enInstrument: string): Cite =>
  (cited, zh, en) =>
    provision(cited, `${zhInstrument} ${zh}`, `${enInstrument}, ${en}`)
