/** How national plans are rehearsed. */
import type { detailsOf } from '#domain/national-plan/details.ts'
import { type Expectation, same } from '../expectations/expectation.ts'
import { isNone } from '../expectations/reading.ts'
import type { KindRehearsal } from '../kind-rehearsal.ts'
import type { ObservedCase } from '../observation.ts'
import { CHOICES } from './choices.ts'
import { FIELD_WORDS } from './field-words.ts'

/** What the API shows of a plan besides what it shows of every case. */
const detailsIn = ({ view }: ObservedCase) => view as ReturnType<typeof detailsOf>

const A_VERSION = { zh: '版本，或 无', en: 'a version, or none' }

const EXPECTATIONS = {
  inForce: {
    zh: '现行版本',
    en: 'the version of the plan that is in force, or none',
    read: (place, reading) => {
      if (isNone(reading, place)) return async (seen) => same(null, detailsIn(await seen.case()).inForce)
      const version = reading.source.text(place, A_VERSION)
      return version === undefined
        ? undefined
        : async (seen) => same(version, detailsIn(await seen.case()).inForce)
    },
  },
} as const satisfies Record<string, Expectation>

export const NATIONAL_PLAN_REHEARSAL: KindRehearsal = {
  kind: 'national-plan',
  lateDigests: {
    current: { zh: '当前', digest: (seen) => detailsIn(seen).draft?.digest ?? '0'.repeat(64) },
  },
  choices: CHOICES,
  fields: FIELD_WORDS,
  events: {
    planDrafted: { zh: '已编制规划草案' },
    planRevised: { zh: '草案已修改' },
    opinionGiven: { zh: '已反馈意见' },
    planAssessed: { zh: '已完成中期评估' },
    amendmentProposed: { zh: '已提出调整方案' },
    planClosed: { zh: '规划已结束' },
    planImported: { zh: '已导入规划' },
  },
  expectations: EXPECTATIONS,
}
