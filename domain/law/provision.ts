/** What a rule rests on. */

export interface Provision {
  /** What people read: the instrument and its article, or its chapter or topic. */
  zh: string
  en: string
  /** The source as the rulebook gives it, with its certainty: shown to those who ask how sure we are; what is recorded keeps it. */
  cited: string
  /** Of several together: each of them. */
  parts?: readonly Provision[]
}

/** What people read of it. */
export const titleOf = ({ zh, en }: Provision): { zh: string; en: string } => ({ zh, en })

/** A rule that rests on all of them. */
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
