/** 国家政务信息化建设规划: versions with effective dates (Art 6 [C:S1]). The track of a project follows from one of them. */
import type { PlainDate } from '../values/plain-date.ts'
import {
  date,
  identifier,
  list,
  object,
  organisation,
  type Shape,
  text,
  versionName,
} from '../values/shape.ts'

export interface PlanItem {
  id: string
  title: string
  /** Department to which the plan assigns the item. */
  owner: string
}

export interface PlanVersion {
  version: string
  effectiveFrom: PlainDate
  /** The State Council's approval of this version. */
  source: string
  items: PlanItem[]
}

/** A version in a file that is loaded. */
export const planShape: Shape<PlanVersion> = object({
  version: versionName(),
  effectiveFrom: date<PlainDate>(),
  source: text(500, 'the State Council’s approval'),
  items: list(object({ id: identifier(60), title: text(200), owner: organisation() }), 0, 500),
})
