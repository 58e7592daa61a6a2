/** The timeline as people read it, in Chinese or English. */
import { type Expectation, includes } from './expectation.ts'

export const TIMELINE = {
  timeline: {
    zh: '时间线',
    en: 'lines of the timeline from this step, in Chinese or English, word for word',
    read: (place, { source }) => {
      const places = source.isList(place) ? source.items(place, 'lines') : [place]
      const lines = places.map((item) => source.text(item, 'a line such as “2026-03-03 陈昊：申报已受理”'))
      if (!lines.every((line) => line !== undefined)) return undefined
      return async (seen) => {
        const found = (await seen.events()).flatMap(({ line }) => [line.zh, line.en])
        return includes('the line', lines, found)
      }
    },
  },
} as const satisfies Record<string, Expectation>
