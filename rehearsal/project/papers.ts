/** The papers that can be had of a project. */
import type { Expectation, Mismatch } from '../expectations/expectation.ts'
import { wordList } from '../expectations/reading.ts'
import type { Observation } from '../observation.ts'

const PAPER_WORDS = {
  letter: { zh: '批复文件', path: (stage: string) => `approvals/${stage}/letter.pdf` },
  dossier: { zh: '项目档案', path: () => 'dossier.pdf' },
} as const

export const PAPERS = {
  papers: {
    zh: '文书',
    en: 'papers that can be had as PDF: letter (of the stage under approval), dossier',
    read: (place, reading) => {
      const papers = wordList(reading, place, PAPER_WORDS, 'a paper')
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
  return isThere ? [] : [{ expected: `the ${paper} as PDF`, found: JSON.stringify(found) }]
}
