/** The grades of a post-evaluation: 优 90-100, 良 80-89, 中 60-79, 差 0-59 [C:S21]. */
import type { Words } from '../../case/kind.ts'

export const GRADES = ['excellent', 'good', 'fair', 'poor'] as const
export type Grade = (typeof GRADES)[number]

export const GRADE_TITLES: Readonly<Record<Grade, Words>> = {
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
