/** Where the case stands: state, stage, round, turn, pending signatures. */
import { NOTHING } from '../problem.ts'
import { differs, type Expectation, same, sameSet } from './expectation.ts'
import { integer, isNone, turnText, word, wordList } from './reading.ts'

export const PROGRESS = {
  state: {
    zh: '状态',
    en: 'the state of the case',
    read: (place, reading) => {
      const { statuses } = reading.kind
      const state = word(reading, place, statuses, { zh: '状态', en: 'a state' })
      return state === undefined
        ? undefined
        : async (seen) => same(state, (await seen.case()).status, statuses)
    },
  },
  stage: {
    zh: '阶段',
    en: 'the stage under approval',
    read: (place, reading) => {
      const { stages } = reading.kind
      const stage = word(reading, place, stages, { zh: '阶段', en: 'a stage' })
      return stage === undefined ? undefined : async (seen) => same(stage, (await seen.case()).stage, stages)
    },
  },
  round: {
    zh: '轮次',
    en: 'how often this stage was submitted',
    read: (place, reading) => {
      const round = integer(reading, place, { zh: '轮次', en: 'a number of rounds' })
      return round === undefined ? undefined : async (seen) => same(round, (await seen.case()).round)
    },
  },
  turn: {
    zh: '轮到',
    en: 'who must act next, or none',
    read: (place, reading) => {
      const turn = isNone(reading, place) ? null : turnText(reading, place)
      if (turn === undefined) return undefined
      const told = (office: string | null) => (office ? reading.directory.officeText(office) : NOTHING)
      return async (seen) => {
        const found = (await seen.case()).turn
        return turn === found ? [] : differs(told(turn), told(found))
      }
    },
  },
  signatures: {
    zh: '待签',
    en: 'what waits for signatures: a number, steps, or none',
    read: (place, reading) => {
      if (typeof reading.source.value(place) === 'number') {
        const count = integer(reading, place, { zh: '待签数', en: 'a number of pending signatures' })
        return async (seen) => same(count ?? 0, (await seen.case()).pending.length)
      }
      const { steps: known } = reading.kind
      const steps = wordList(reading, place, known, { zh: '签署事项', en: 'a step of review' })
      const what = { zh: '待签', en: 'signatures for' }
      return steps && (async (seen) => sameSet(what, steps, (await seen.case()).pending, known))
    },
  },
} as const satisfies Record<string, Expectation>
