/** Prints a rehearsal, one line per step: date, person, act, and the status of the case. */
import { wordsIn } from '#domain/case/kind.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { actText } from './act-text.ts'
import { padded } from './columns.ts'
import type { ObservedCase } from './observation.ts'
import { type Lang, problemText } from './problem.ts'
import type { ReferenceDirectory } from './reference-directory.ts'
import type { Listener } from './rehearse.ts'
import type { PlayedStep } from './step-player.ts'

/** What is printed, and in which language. */
export interface ReportContext {
  directory: ReferenceDirectory
  lang: Lang
}

const WORDS = {
  zh: {
    refused: '不予办理',
    misunderstood: '无法处理，未办理',
    interrupted: '未能执行',
    due: '期限',
    provisional: '暂定',
    pending: '待签署',
  },
  en: {
    refused: 'refused',
    misunderstood: 'not understood, not done',
    interrupted: 'not played',
    due: 'due',
    provisional: 'provisional',
    pending: 'to be signed',
  },
} as const

export function reporter(directory: ReferenceDirectory, lang: Lang, print: (line: string) => void): Listener {
  return {
    began: ({ title, source }) => print(`${title[lang]}  [${source}]`),
    played: (played) => {
      for (const line of linesOf(played, { directory, lang })) print(line)
    },
  }
}

/** The line of the step, its note if the file has one, and the failed expectations. */
function linesOf(played: PlayedStep, context: ReportContext): string[] {
  const { directory, lang } = context
  const { step, failures } = played
  const doer = step.act?.by ?? step.upload?.by
  const columns = [
    step.on,
    padded(doer ? directory.nameOf(doer.person, lang) : '', lang === 'zh' ? 8 : 13),
    padded(actText(step, context), lang === 'zh' ? 34 : 46),
    resultText(played, context),
  ]
  return [
    `  ${columns.join('  ').trimEnd()}`,
    ...(step.note ? [`              ${step.note[lang]}`] : []),
    ...failures.map((failure) => `  ✗ ${problemText(failure, lang)}`),
  ]
}

/** Where the case stands now is told only of an act that was done. */
function resultText(
  { step, answer, interrupted, case: standing }: PlayedStep,
  context: ReportContext,
): string {
  const { lang } = context
  if (interrupted) return `→ ${WORDS[lang].interrupted}: ${interrupted[lang]}`
  if (answer?.problem) return `→ ${WORDS[lang].misunderstood}: ${answer.problem[lang]}`
  if (answer && answer.unmet.length > 0) {
    const reasons = answer.unmet.map((unmet) => `${unmet[lang]} (${unmet.source[lang]})`)
    return `→ ${WORDS[lang].refused}: ${reasons.join('; ')}`
  }
  return standing ? `→ ${standingText(standing, step.kind, lang)}` : ''
}

function standingText({ status, deadlines, pending }: ObservedCase, kind: Kind, lang: Lang): string {
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
