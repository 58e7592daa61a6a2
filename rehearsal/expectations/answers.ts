/** What the act was answered: refusals with their sources, or the HTTP status. */
import type { Answer } from '../client.ts'
import type { Place } from '../yaml-source.ts'
import { type Expectation, includes, labelled, type Reading, same, sameSet } from './expectation.ts'
import { integer, isNone } from './reading.ts'
import { A_REFUSAL, refusalsIn, refusalWords } from './refusal-words.ts'

export const ANSWERS = {
  refused: {
    zh: '拒绝',
    en: 'the codes of all unmet conditions, or {includes: [some of them]}; none when it was done',
    read: (place, reading) => {
      const known = refusalWords(reading)
      const none = { zh: '不拒绝，拒绝理由为', en: 'no refusal, but' }
      if (isNone(reading, place)) return async ({ answer }) => sameSet(none, [], codesOf(answer), known)
      const isPart = reading.source.isMap(place)
      const codes = codesIn(place, reading)
      if (!codes) return undefined
      const what = { zh: '因下列理由拒绝：', en: 'a refusal with' }
      return async ({ answer }) => {
        const found = codesOf(answer)
        return isPart
          ? includes(what, codes, found, known)
          : sameSet(what, [...new Set(codes)], [...new Set(found)], known)
      }
    },
  },
  source: {
    zh: '依据',
    en: 'what a refusal rests on, in either language',
    read: (place, { source }) => {
      const text = source.text(place, { zh: '依据', en: 'a source' })
      if (text === undefined) return undefined
      return async ({ answer }) =>
        includes(
          { zh: '依据', en: 'the source' },
          [text],
          answer?.unmet.flatMap(({ source: { zh, en } }) => [zh, en]) ?? [],
        )
    },
  },
  answer: {
    zh: '应答',
    en: 'the HTTP status',
    read: (place, reading) => {
      const status = integer(reading, place, { zh: 'HTTP 状态码', en: 'an HTTP status' })
      return status === undefined
        ? undefined
        : async ({ answer }) => same(status, answer?.status).map(labelled({ zh: 'HTTP', en: 'HTTP' }))
    },
  },
} as const satisfies Record<string, Expectation>

const codesOf = (answer: Answer | null): string[] => answer?.unmet.map(({ code }) => code) ?? []

function codesIn(place: Place, reading: Reading): string[] | undefined {
  if (!reading.source.isMap(place)) return refusalsIn(place, reading)
  const fields = reading.source.fields(place, { includes: { zh: '包括' } }, A_REFUSAL)
  return fields.includes
    ? refusalsIn(fields.includes, reading)
    : reading.source.fail(place, { zh: '{包括: […]}', en: '{includes: […]}' })
}
