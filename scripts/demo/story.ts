/** Tells the rehearsal as a story: virtual dates by year, how far it has come, and how long it really took. */
import type { Cast } from '#rehearsal/cast.ts'
import type { Listener } from '#rehearsal/rehearse.ts'
import { type Lang, teller } from '#rehearsal/teller.ts'

const WORDS = {
  zh: { steps: '步', days: '天' },
  en: { steps: 'steps', days: 'days' },
} as const

export function storyteller(cast: Cast, lang: Lang, print: (line: string) => void): Listener {
  const told = teller(cast, lang, print)
  let total = 0
  let done = 0
  let year = ''
  return {
    began(rehearsal) {
      total = rehearsal.steps.length
      told.began?.(rehearsal)
    },
    played(played, rehearsal) {
      const { on } = played.step
      if (on.slice(0, 4) !== year) {
        year = on.slice(0, 4)
        print(`── ${year} ── ${done} / ${total} ${WORDS[lang].steps} ──`)
      }
      done += 1
      told.played?.(played, rehearsal)
    },
  }
}
