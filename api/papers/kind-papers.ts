/** What only one kind of case prints: its part of the dossier, and papers of its own. */
import type { Shape } from '#domain/values/shape.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './printer.ts'
import type { Section } from './section.ts'

export interface KindPapers {
  /** The kind's name. */
  kind: string
  /** Rows of the dossier's head, after its status. */
  facts(file: CaseFile): [string, string][]
  /** Between the head and the deadlines. */
  sections(file: CaseFile): Section[]
  /** Besides the deadlines that are armed. */
  clocks(file: CaseFile): string[][]
  own: readonly OwnPaper[]
}

export interface OwnPaper {
  /** After the case, as in `approvals/:stage/letter.pdf`, and what its parameters are. */
  path: string
  params: Readonly<Record<string, Shape<string>>>
  /** In both languages. */
  summary: string
  /** Throws a Problem where the case has no such paper. */
  make(file: CaseFile, params: Readonly<Record<string, string>>): Paper
}
