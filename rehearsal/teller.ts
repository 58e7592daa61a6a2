/** Tells a rehearsal, one line a step: date, who, what, and where the project then stands. */
import { DEADLINES, type DeadlineKind } from '#domain/project/deadline.ts'
import { PROJECT_STATUSES, type ProjectStatus } from '#domain/project/status.ts'
import { actText } from './act-text.ts'
import type { Cast } from './cast.ts'
import { padded } from './columns.ts'
import type { SeenProject } from './observation.ts'
import type { Listener } from './rehearse.ts'
import type { PlayedStep } from './step-player.ts'

export type Lang = 'zh' | 'en'

const WORDS = {
  zh: {
    refused: '不予办理',
    due: '期限',
    provisional: '暂定',
    pending: '待签署',
  },
  en: {
    refused: 'refused',
    due: 'due',
    provisional: 'provisional',
    pending: 'to be signed',
  },
} as const

export function teller(cast: Cast, lang: Lang, print: (line: string) => void): Listener {
  return {
    began: ({ title, source }) => print(`${title[lang]}  [${source}]`),
    played: (played) => {
      for (const line of linesOf(played, cast, lang)) print(line)
    },
  }
}

/** The step's line, the note below it where the file has one, and what did not come as expected. */
function linesOf(played: PlayedStep, cast: Cast, lang: Lang): string[] {
  const { step, failures } = played
  const doer = step.act?.by ?? step.upload?.by
  const columns = [
    step.on,
    padded(doer ? cast.nameOf(doer.person, lang) : '', lang === 'zh' ? 8 : 13),
    padded(actText(step, cast, lang), lang === 'zh' ? 34 : 46),
    resultText(played, lang),
  ]
  return [
    `  ${columns.join('  ').trimEnd()}`,
    ...(step.note ? [`              ${step.note[lang]}`] : []),
    ...failures.map((failure) => `  ✗ ${failure}`),
  ]
}

function resultText({ answer, project }: PlayedStep, lang: Lang): string {
  if (answer && answer.unmet.length > 0) {
    const reasons = answer.unmet.map((unmet) => `${unmet[lang]} (${unmet.source})`)
    return `→ ${WORDS[lang].refused}: ${reasons.join('; ')}`
  }
  return project ? `→ ${standingText(project, lang)}` : ''
}

export function standingText({ status, deadlines, pending }: SeenProject, lang: Lang): string {
  const words = WORDS[lang]
  const [first] = deadlines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const due = first
    ? `${DEADLINES[first.kind as DeadlineKind][lang]} ${words.due} ${first.dueOn}${first.provisional ? ` (${words.provisional})` : ''}`
    : null
  return [
    PROJECT_STATUSES[status as ProjectStatus][lang],
    ...(pending.length > 0 ? [words.pending] : []),
    ...(due === null ? [] : [due]),
  ].join('; ')
}
