/** Where the project stands: state, stage, round, turn, pending signatures. */
import { STAGE_TITLES } from '#domain/project/approval/words.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { REVIEW_STEPS } from '#domain/project/steps.ts'
import { type Expectation, same, sameSet } from './expectation.ts'
import { integer, isNone, turnText, word, wordList } from './reading.ts'

export const STEP_WORDS = Object.fromEntries(REVIEW_STEPS.map((step) => [step, { zh: step }])) as Record<
  (typeof REVIEW_STEPS)[number],
  { zh: string }
>

export const PROGRESS = {
  state: {
    zh: '状态',
    en: 'the state of the project',
    read: (place, reading) => {
      const state = word(reading, place, PROJECT_STATUSES, 'a state')
      return state && (async (seen) => same(state, (await seen.project()).status))
    },
  },
  stage: {
    zh: '阶段',
    en: 'the stage under approval',
    read: (place, reading) => {
      const stage = word(reading, place, STAGE_TITLES, 'a stage')
      return stage && (async (seen) => same(stage, (await seen.project()).stage))
    },
  },
  round: {
    zh: '轮次',
    en: 'how often this stage was submitted',
    read: (place, reading) => {
      const round = integer(reading, place, 'a number of rounds')
      return round === undefined ? undefined : async (seen) => same(round, (await seen.project()).round)
    },
  },
  turn: {
    zh: '轮到',
    en: 'who must act next, or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return async (seen) => same(null, (await seen.project()).turn)
      const turn = turnText(reading, place)
      return turn === undefined ? undefined : async (seen) => same(turn, (await seen.project()).turn)
    },
  },
  signatures: {
    zh: '待签',
    en: 'what waits for signatures: a number, steps, or none',
    read: (place, reading) => {
      if (typeof reading.source.value(place) === 'number') {
        const count = integer(reading, place, 'a number of pending signatures')
        return async (seen) => same(count ?? 0, (await seen.project()).pending.length)
      }
      const steps = wordList(reading, place, STEP_WORDS, 'a step of review')
      return steps && (async (seen) => sameSet('signatures for', steps, (await seen.project()).pending))
    },
  },
} as const satisfies Record<string, Expectation>
