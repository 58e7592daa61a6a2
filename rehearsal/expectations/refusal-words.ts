/** Refusals in a file: by code, or by a part of their Chinese sentence that no other refusal has. */
import { FILE_REFUSALS } from '#api/documents/inspection/file-refusals.ts'
import { shown, type Titles } from '../problem.ts'
import { nearest, type Words } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import type { Reading } from './expectation.ts'
import { isNone, word } from './reading.ts'

export const A_REFUSAL: Titles = { zh: '拒绝理由', en: 'a refusal' }

/** All refusals, with the sentences of which a placeholder is the part that differs from case to case. */
export const refusalWords = ({ kinds }: Pick<Reading, 'kinds'>): Words<string> =>
  Object.fromEntries(
    Object.entries({ ...kinds.refusals, ...FILE_REFUSALS }).map(([code, { zh }]) => [
      code,
      { zh: zh.replaceAll(/\{\w+\}/g, '…') },
    ]),
  )

/** One refusal or a list of them; `none` is the empty list. Undefined where the file makes no sense. */
export function refusalsIn(place: Place, reading: Reading): string[] | undefined {
  if (isNone(reading, place)) return []
  const { source } = reading
  const places = source.isList(place) ? source.items(place, A_REFUSAL) : [place]
  const codes = places.map((item) => refusalIn(item, reading))
  return codes.every((code) => code !== undefined) ? codes : undefined
}

function refusalIn(place: Place, reading: Reading): string | undefined {
  const known = refusalWords(reading)
  const text = reading.source.text(place, A_REFUSAL)
  if (text === undefined || !/\p{Script=Han}/u.test(text)) return word(reading, place, known, A_REFUSAL)
  const fitting = Object.entries(known).filter(([, { zh }]) => zh.includes(text))
  const [[only] = []] = fitting
  // The whole sentence is meant where another one merely goes on after it.
  const whole = fitting.find(([, { zh }]) => zh === text)
  if (whole || fitting.length === 0) return whole?.[0] ?? word(reading, place, known, A_REFUSAL)
  if (fitting.length === 1) return only
  const several = nearest(Object.fromEntries(fitting), text)
  return reading.source.fail(
    place,
    {
      zh: `只属于一项拒绝理由的文字，而不是同属于 ${several.zh}`,
      en: `a part of one refusal only, not of ${several.en}`,
    },
    shown(text),
  )
}
