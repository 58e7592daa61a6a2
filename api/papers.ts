/** The papers of all kinds of case that have their own. */
import type { KindPapers } from './papers/kind-papers.ts'
import { PROJECT_PAPERS } from './project/papers.ts'

export const PAPERS: readonly KindPapers[] = [PROJECT_PAPERS]
