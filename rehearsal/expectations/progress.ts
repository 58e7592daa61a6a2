/** Where the case stands: state, stage, round, turn, pending signatures. */
import { type Expectation, same, sameSet } from './expectation.ts'
import { integer, isNone, turnText, word, wordList } from './reading.ts'

export const PROGRESS = {
  state: {
    zh: '状态',
    en: 'the state of the case',
    read: (place, reading) => {
      const state = word(reading, place, reading.kind.statuses, 'a state')
      return state === undefined ? undefined : async (seen) => same(state, (await seen.case()).status)
    },
  },
  stage: {
    zh: '阶段',
    en: 'the stage under approval',
    read: (place, reading) => {
      const stage = word(reading, place, reading.kind.stages, 'a stage')
      return stage === undefined ? undefined : async (seen) => same(stage, (await seen.case()).stage)
    },
  },
  round: {
    zh: '轮次',
    en: 'how often this stage was submitted',
    read: (place, reading) => {
      const round = integer(reading, place, 'a number of rounds')
      return round === undefined ? undefined : async (seen) => same(round, (await seen.case()).round)
    },
  },
  turn: {
    zh: '轮到',
    en: 'who must act next, or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return async (seen) => same(null, (await seen.case()).turn)
      const turn = turnText(reading, place)
      return turn === undefined ? undefined : async (seen) => same(turn, (await seen.case()).turn)
    },
  },
  signatures: {
    zh: '待签',
    en: 'what waits for signatures: a number, steps, or none',
    read: (place, reading) => {
      if (typeof reading.source.value(place) === 'number') {
        const count = integer(reading, place, 'a number of pending signatures')
        return async (seen) => same(count ?? 0, (await seen.case()).pending.length)
      }
      const steps = wordList(reading, place, reading.kind.steps, 'a step of review')
      return steps && (async (seen) => sameSet('signatures for', steps, (await seen.case()).pending))
    },
  },
} as const satisfies Record<string, Expectation>
