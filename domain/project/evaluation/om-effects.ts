/**
 * What an evaluation means for next year's O&M funds. The law says only that results are an important basis
 * ([C:S0]; R+), so the effect is a policy table, marked as policy wherever it is shown.
 */

/** 优 90-100, 良 80-89, 中 60-79, 差 0-59 [C:S21]. */
export const GRADES = ['excellent', 'good', 'fair', 'poor'] as const
export type Grade = (typeof GRADES)[number]

export const GRADE_TITLES: Readonly<Record<Grade, { zh: string; en: string }>> = {
  excellent: { zh: '优', en: 'excellent' },
  good: { zh: '良', en: 'good' },
  fair: { zh: '中', en: 'fair' },
  poor: { zh: '差', en: 'poor' },
}

/** Grade of a score from 0 to 100 [C:S21]. */
export function gradeOf(score: number): Grade {
  if (score >= 90) return 'excellent'
  if (score >= 80) return 'good'
  return score >= 60 ? 'fair' : 'poor'
}

export const OM_EFFECT_KINDS = ['arrange', 'reduce', 'withhold'] as const
export type OmEffect = (typeof OM_EFFECT_KINDS)[number]

/** Per grade (or `none`: not evaluated yet): the effect and the part of the proposed amount that is arranged. */
export type OmEffectTable = Record<Grade | 'none', { effect: OmEffect; percent: number }>

export const OM_EFFECTS: OmEffectTable = {
  excellent: { effect: 'arrange', percent: 100 },
  good: { effect: 'arrange', percent: 100 },
  fair: { effect: 'reduce', percent: 80 },
  poor: { effect: 'withhold', percent: 0 },
  none: { effect: 'arrange', percent: 100 },
}
