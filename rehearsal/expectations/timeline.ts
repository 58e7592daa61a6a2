/** The timeline as people read it, in Chinese or English. */
import type { Titles } from '../problem.ts'
import { type Expectation, includes } from './expectation.ts'

const LINES: Titles = {
  zh: '时间线的一行，例如“2026-03-03 陈昊：申报已受理”',
  en: 'a line such as “2026-03-03 陈昊：申报已受理”',
}

export const TIMELINE = {
  timeline: {
    zh: '时间线',
    en: 'lines of the timeline from this step, in Chinese or English, word for word',
    read: (place, { source }) => {
      const places = source.isList(place) ? source.items(place, LINES) : [place]
      const lines = places.map((item) => source.text(item, LINES))
      if (!lines.every((line) => line !== undefined)) return undefined
      return async (seen) => {
        const found = (await seen.events()).flatMap(({ line }) => [line.zh, line.en])
        return includes({ zh: '这一行', en: 'the line' }, lines, found)
      }
    },
  },
} as const satisfies Record<string, Expectation>
