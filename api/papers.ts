/** What only one kind of case prints, for every kind that does. */
import type { KindPapers } from './papers/kind-papers.ts'
import { PROJECT_PAPERS } from './project/papers.ts'

export const PAPERS: readonly KindPapers[] = [PROJECT_PAPERS]
