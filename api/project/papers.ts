/** Papers of projects: their part of the dossier, and the decision letter 批复 of each stage. */
import { STAGES, type Stage } from '#domain/project/approval/words.ts'
import { oneOf } from '#domain/values/shape.ts'
import type { KindPapers } from '../papers/kind-papers.ts'
import { projectClocks, projectFacts, projectSections } from './dossier.ts'
import { letterOf } from './letter.ts'

export const PROJECT_PAPERS: KindPapers = {
  kind: 'project',
  facts: projectFacts,
  sections: projectSections,
  clocks: projectClocks,
  own: [
    {
      path: 'approvals/:stage/letter.pdf',
      params: { stage: oneOf(STAGES) },
      summary: '批复文件 · the decision letter of a stage',
      make: (file, { stage }) => letterOf(file, stage as Stage),
    },
  ],
}
