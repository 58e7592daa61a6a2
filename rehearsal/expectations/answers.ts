/** What the act was answered: refusals with their sources, or the HTTP status. */
import { FILE_REFUSALS } from '#api/documents/inspection/file-refusals.ts'
import type { Answer } from '../client.ts'
import type { Words } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Expectation, includes, labelled, type Reading, same, sameSet } from './expectation.ts'
import { integer, isNone, wordList } from './reading.ts'

/** By code only: the Chinese text of a refusal is a whole sentence. */
export const codeWords = ({ kinds }: Pick<Reading, 'kinds'>): Words<string> =>
  Object.fromEntries(Object.keys({ ...kinds.refusals, ...FILE_REFUSALS }).map((code) => [code, { zh: code }]))

export const ANSWERS = {
  refused: {
    zh: '拒绝',
    en: 'the codes of all unmet conditions, or {includes: [some of them]}; none when it was done',
    read: (place, reading) => {
      if (isNone(reading, place)) return async ({ answer }) => sameSet('no refusal, but', [], codesOf(answer))
      const isPart = reading.source.isMap(place)
      const codes = codesIn(place, reading)
      if (!codes) return undefined
      return async ({ answer }) => {
        const found = codesOf(answer)
        return isPart
          ? includes('a refusal with', codes, found)
          : sameSet('a refusal with', [...new Set(codes)], [...new Set(found)])
      }
    },
  },
  source: {
    zh: '依据',
    en: 'what a refusal rests on, in either language',
    read: (place, { source }) => {
      const text = source.text(place, 'a source')
      if (text === undefined) return undefined
      return async ({ answer }) =>
        includes('the source', [text], answer?.unmet.flatMap(({ source: { zh, en } }) => [zh, en]) ?? [])
    },
  },
  answer: {
    zh: '应答',
    en: 'the HTTP status',
    read: (place, reading) => {
      const status = integer(reading, place, 'an HTTP status')
      return status === undefined
        ? undefined
        : async ({ answer }) => same(status, answer?.status).map(labelled('HTTP'))
    },
  },
} as const satisfies Record<string, Expectation>

const codesOf = (answer: Answer | null): string[] => answer?.unmet.map(({ code }) => code) ?? []

function codesIn(place: Place, reading: Reading): string[] | undefined {
  const known = codeWords(reading)
  if (!reading.source.isMap(place)) return wordList(reading, place, known, 'a refusal')
  const fields = reading.source.fields(place, { includes: { zh: '包括' } }, 'codes')
  return fields.includes
    ? wordList(reading, fields.includes, known, 'a refusal')
    : reading.source.fail(place, '{includes: […]}')
}
