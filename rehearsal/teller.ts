/** Tells a rehearsal, one line a step: date, who, what, and where the case then stands. */
import { wordsIn } from '#domain/case/kind.ts'
import { actText } from './act-text.ts'
import type { Cast } from './cast.ts'
import { padded } from './columns.ts'
import type { SeenCase } from './observation.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Listener } from './rehearse.ts'
import type { PlayedStep } from './step-player.ts'

export type Lang = 'zh' | 'en'

/** What is told, and how. */
export interface Telling {
  rehearsal: Pick<Rehearsal, 'kind' | 'own'>
  cast: Cast
  lang: Lang
}

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
    played: (played, rehearsal) => {
      for (const line of linesOf(played, { rehearsal, cast, lang })) print(line)
    },
  }
}

/** The step's line, the note below it where the file has one, and what did not come as expected. */
function linesOf(played: PlayedStep, telling: Telling): string[] {
  const { cast, lang } = telling
  const { step, failures } = played
  const doer = step.act?.by ?? step.upload?.by
  const columns = [
    step.on,
    padded(doer ? cast.nameOf(doer.person, lang) : '', lang === 'zh' ? 8 : 13),
    padded(actText(step, telling), lang === 'zh' ? 34 : 46),
    resultText(played, telling),
  ]
  return [
    `  ${columns.join('  ').trimEnd()}`,
    ...(step.note ? [`              ${step.note[lang]}`] : []),
    ...failures.map((failure) => `  ✗ ${failure}`),
  ]
}

function resultText({ answer, case: standing }: PlayedStep, telling: Telling): string {
  const { lang } = telling
  if (answer && answer.unmet.length > 0) {
    const reasons = answer.unmet.map((unmet) => `${unmet[lang]} (${unmet.source})`)
    return `→ ${WORDS[lang].refused}: ${reasons.join('; ')}`
  }
  return standing ? `→ ${standingText(standing, telling)}` : ''
}

function standingText({ status, deadlines, pending }: SeenCase, { rehearsal, lang }: Telling): string {
  const { kind } = rehearsal
  const words = WORDS[lang]
  const [first] = deadlines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const due = first
    ? `${wordsIn(kind.deadlines, first.kind)[lang]} ${words.due} ${first.dueOn}${first.provisional ? ` (${words.provisional})` : ''}`
    : null
  return [
    wordsIn(kind.statuses, status)[lang],
    ...(pending.length > 0 ? [words.pending] : []),
    ...(due === null ? [] : [due]),
  ].join('; ')
}
