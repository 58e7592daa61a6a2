import type { StatusEntry } from '../case/kind.ts'

/** The Measures name approval and amendment (Art 6); the statuses between them are [D]. */
export const PLAN_STATUSES = {
  unopened: { zh: '未起草', en: 'not drafted' },
  drafting: { zh: '起草中', en: 'being drafted' },
  consulting: { zh: '征求意见中', en: 'waiting for opinions' },
  consulted: { zh: '意见已收齐', en: 'opinions received' },
  requested: { zh: '已报国务院', en: 'before the State Council' },
  approved: { zh: '已批准实施', en: 'approved', rests: true },
  amending: { zh: '拟订调整方案', en: 'amendment being prepared' },
  refused: { zh: '未予批准', en: 'refused', ends: true },
  abandoned: { zh: '停止起草', en: 'abandoned', ends: true },
  closed: { zh: '已由后续规划取代', en: 'replaced by a later plan', ends: true },
} as const satisfies Record<string, StatusEntry>

export type PlanStatus = keyof typeof PLAN_STATUSES
