/** The papers that can be had of a project. */
import { differs, type Expectation, type Mismatch } from '../expectations/expectation.ts'
import { wordList } from '../expectations/reading.ts'
import type { Observation } from '../observation.ts'
import { asIs } from '../problem.ts'

const PAPER_WORDS = {
  letter: { zh: '批复文件', path: (stage: string) => `approvals/${stage}/letter.pdf` },
  dossier: { zh: '项目档案', path: () => 'dossier.pdf' },
} as const

export const PAPERS = {
  papers: {
    zh: '文书',
    en: 'papers that can be had as PDF: letter (of the stage under approval), dossier',
    read: (place, reading) => {
      const papers = wordList(reading, place, PAPER_WORDS, { zh: '文书', en: 'a paper' })
      return papers && (async (seen) => (await Promise.all(papers.map((one) => printed(seen, one)))).flat())
    },
  },
} as const satisfies Record<string, Expectation>

async function printed(seen: Observation, paper: keyof typeof PAPER_WORDS): Promise<Mismatch[]> {
  const { stage } = await seen.case()
  const found = await seen
    .file(PAPER_WORDS[paper].path(stage))
    .then(({ mediaType, content }) => ({ mediaType, isPdf: content.subarray(0, 5).toString() === '%PDF-' }))
    .catch((error: Error) => error.message)
  const isThere = typeof found === 'object' && found.isPdf && found.mediaType === 'application/pdf'
  const { zh } = PAPER_WORDS[paper]
  return isThere
    ? []
    : differs({ zh: `PDF 格式的${zh}`, en: `the ${paper} as PDF` }, asIs(JSON.stringify(found)))
}
