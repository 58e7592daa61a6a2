/** Prints the demo: its steps, with a heading for each virtual year and the number of finished steps. */

import type { Lang } from '#rehearsal/problem.ts'
import type { ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import type { Listener } from '#rehearsal/rehearse.ts'
import { reporter } from '#rehearsal/reporter.ts'

const WORDS = {
  zh: { steps: '步', days: '天' },
  en: { steps: 'steps', days: 'days' },
} as const

export function demoReporter(
  directory: ReferenceDirectory,
  lang: Lang,
  print: (line: string) => void,
): Listener {
  const steps = reporter(directory, lang, print)
  let total = 0
  let done = 0
  let year = ''
  return {
    began(rehearsal) {
      total = rehearsal.steps.length
      steps.began?.(rehearsal)
    },
    played(played, rehearsal) {
      const { on } = played.step
      if (on.slice(0, 4) !== year) {
        year = on.slice(0, 4)
        print(`── ${year} ── ${done} / ${total} ${WORDS[lang].steps} ──`)
      }
      done += 1
      steps.played?.(played, rehearsal)
    },
  }
}
