/** 国家政务信息化建设规划: versions with effective dates (Art 6 [C:S1]). The track of a project follows from one of them. */
import type { PlainDate } from '../values/plain-date.ts'
import {
  date,
  identifier,
  integer,
  list,
  object,
  organisation,
  type Shape,
  text,
  versionName,
} from '../values/shape.ts'
import { type PublishedFact, publishedOf } from './published-fact.ts'

/** The fact under which versions of national plans are published. */
export const NATIONAL_PLAN = 'nationalPlan'

/** The machine's action by which a version is loaded that was approved elsewhere. */
export const PLAN_IMPORTED = 'planImported'

export interface PlanItem {
  id: string
  title: string
  /** Department to which the plan assigns the item. */
  owner: string
  /** Departments charged with it together with the owner 共同牵头. */
  jointly?: string[]
  /** The years in which it is built. */
  years?: { from: number; to: number }
}

export interface PlanVersion {
  /** The plan that it is a version of, by its code; left out: it is the only one of its plan. */
  plan?: string
  version: string
  effectiveFrom: PlainDate
  /** The State Council's approval of this version. */
  source: string
  items: PlanItem[]
}

const year = () => integer(1990, 2150)

export const planItemShape: Shape<PlanItem> = object(
  { id: identifier(60), title: text(200), owner: organisation() },
  {
    jointly: list(organisation(), 1, 20, '共同牵头部门'),
    years: object({ from: year(), to: year() }),
  },
)

/** A version in a file that is loaded. */
export const planShape: Shape<PlanVersion> = object(
  {
    version: versionName(),
    effectiveFrom: date<PlainDate>(),
    source: text(500, 'the State Council’s approval'),
    items: list(planItemShape, 0, 500),
  },
  { plan: versionName() },
)

/** Every department that the plan charges with the item. */
export const leadsOf = ({ owner, jointly = [] }: PlanItem): string[] => [owner, ...jointly]

/** A version as other cases read it. */
export type PublishedPlan = Omit<PlanVersion, 'plan'>

/** Of all versions that are in force, whichever plan they are of, the one with the latest day; null: there is none. */
export const planInForce = (published: readonly PublishedFact[]): PublishedPlan | null =>
  publishedOf(published, NATIONAL_PLAN)
    .map(({ version, body }) => ({ version, ...body }) as unknown as PublishedPlan)
    .reduce<PublishedPlan | null>((latest, one) => (latest && isLater(latest, one) ? latest : one), null)

const isLater = (one: PublishedPlan, other: PublishedPlan): boolean =>
  one.effectiveFrom === other.effectiveFrom
    ? one.version > other.version
    : (one.effectiveFrom ?? '') > (other.effectiveFrom ?? '')
