/** What only one kind of case prints: its part of the dossier, and its own papers. */
import type { Shape } from '#domain/values/shape.ts'
import type { CaseFile } from './case-file.ts'
import type { Paper } from './printer.ts'
import type { Section } from './section.ts'

export interface KindPapers {
  /** The kind's name. */
  kind: string
  /** Rows of the first table of the dossier, after the status. */
  facts(file: CaseFile): [string, string][]
  /** Sections between the first table and the deadlines. */
  sections(file: CaseFile): Section[]
  /** Rows in addition to the armed deadlines. */
  clocks(file: CaseFile): string[][]
  own: readonly OwnPaper[]
}

export interface OwnPaper {
  /** The path after that of the case, for example `approvals/:stage/letter.pdf`, and the shape of its parameters. */
  path: string
  params: Readonly<Record<string, Shape<string>>>
  /** For the OpenAPI document, in both languages. */
  summary: string
  /** Throws a Problem when the case has no such paper. */
  make(file: CaseFile, params: Readonly<Record<string, string>>): Paper
}
