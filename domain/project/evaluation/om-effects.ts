/**
 * The effect of a grade on the O&M funds of the next year. The law says only that results are an important basis ([C:S0]; R+),
 * so the effect is a policy table, and is marked as policy where it is shown.
 */
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import { MEASURES_EVALUATION_RESULTS } from '../../law/provisions.ts'
import { fen } from '../../values/money.ts'
import { GRADE_TITLES, type Grade } from './grade.ts'
import type { OmBasis } from './om-basis.ts'
import { type OmReason, type OmReasonEntry, reasonOf } from './om-reason.ts'

export const OM_EFFECT_KINDS = ['arrange', 'reduce', 'withhold'] as const
export type OmEffect = (typeof OM_EFFECT_KINDS)[number]

/** Per grade (or `none`: not evaluated yet): the effect and the part of the proposed amount that is arranged. */
export type OmEffectTable = Readonly<Record<Grade | 'none', { effect: OmEffect; percent: number }>>

/** By default policy. */
export const OM_EFFECTS: OmEffectTable = {
  excellent: { effect: 'arrange', percent: 100 },
  good: { effect: 'arrange', percent: 100 },
  fair: { effect: 'reduce', percent: 80 },
  poor: { effect: 'withhold', percent: 0 },
  none: { effect: 'arrange', percent: 100 },
}

export const OM_EFFECTS_SOURCE = together(POLICY_DEFAULT, MEASURES_EVALUATION_RESULTS)

export const GRADE_REASONS = {
  gradeArranged: {
    zh: '后评价等级“{grade}”：按政策安排申请额的 {percent}%',
    en: 'grade {grade}: policy arranges {percent}% of what was requested',
    source: OM_EFFECTS_SOURCE,
  },
  gradeReduced: {
    zh: '后评价等级“{grade}”：按政策核减至申请额的 {percent}%',
    en: 'grade {grade}: policy reduces the funds to {percent}% of what was requested',
    source: OM_EFFECTS_SOURCE,
  },
  gradeWithheld: {
    zh: '后评价等级“{grade}”：按政策不安排运行维护经费',
    en: 'grade {grade}: policy arranges no O&M funds',
    source: OM_EFFECTS_SOURCE,
  },
} as const satisfies Record<string, OmReasonEntry>

export type GradeReason = keyof typeof GRADE_REASONS
const reason = reasonOf(GRADE_REASONS)

const CODES = { arrange: 'gradeArranged', reduce: 'gradeReduced', withhold: 'gradeWithheld' } as const

interface EffectOfGrade {
  effect: OmEffect
  percent: number
  reason: OmReason
}

/** The effect of the valid grade; null: not evaluated yet. */
export function effectOf(grade: Grade | null, table: OmEffectTable): EffectOfGrade {
  const { effect, percent: listed } = table[grade ?? 'none']
  const percent = effect === 'withhold' ? 0 : Math.min(listed, 100)
  const title = grade ? GRADE_TITLES[grade] : { zh: '尚未后评价', en: 'not evaluated yet' }
  return { effect, percent, reason: reason(CODES[effect], { grade: title, percent }) }
}

/** The result of gates and grade for a request. */
export type OmFindings = Pick<OmBasis, 'arrangedFen' | 'effect' | 'percent' | 'proRata' | 'reasons'>

/** No funds are arranged. */
export const withheld = (...reasons: OmReason[]): OmFindings => ({
  arrangedFen: fen(0),
  effect: 'withhold',
  percent: 0,
  proRata: null,
  reasons,
})
