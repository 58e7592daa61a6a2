/** 国家政务信息化建设规划: versions with effective dates (Art 6 [C:S1]); a project's track rests on one of them. */
import type { PlainDate } from './plain-date.ts'

export interface PlanItem {
  id: string
  title: string
  /** Department that the plan charges with the item. */
  owner: string
}

export interface PlanVersion {
  version: string
  effectiveFrom: PlainDate
  /** The State Council's approval of this version. */
  source: string
  items: PlanItem[]
}
