/** Titles of the documents of a project, by the kinds that acts give them and by the names of fields. */
import type { Words } from '../case/kind.ts'
import { ACCEPTANCE_DOCUMENT_TITLES } from './acceptance/words.ts'
import { FILE_KIND_TITLES, STAGE_TITLES } from './approval/words.ts'

export const DOCUMENT_TITLES: Readonly<Record<string, Words>> = {
  ...FILE_KIND_TITLES,
  // The main document of an earlier stage has the name of its stage.
  ...STAGE_TITLES,
  ...ACCEPTANCE_DOCUMENT_TITLES,
  'urgent.depth': { zh: '前期工作深度证明', en: 'evidence that prior work is deep enough' },
  supervisionContract: { zh: '监理合同', en: 'supervision contract' },
  constructionContract: { zh: '建设合同', en: 'construction contract' },
  selfEvaluation: { zh: '自评价报告', en: 'report of the self-evaluation' },
  report: { zh: '报告', en: 'report' },
}
