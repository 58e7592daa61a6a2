/** The state of a national plan: what is in preparation, what departments said of it, and the versions so far. */
import type { PlanItem } from '../case/national-plan.ts'
import { UNOPENED } from '../case/state.ts'
import type { ReviewedState } from '../review/state.ts'
import type { OrgId } from '../values/directory.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import type { PlanStatus } from './status.ts'
import type { Position } from './words.ts'

/** Of the fold of national plans (`engine/kind.ts`). */
export const FOLD_VERSION = 1

export interface Draft {
  /** Of the act that wrote it: who asks and who decides names it. */
  digest: string
  items: PlanItem[]
}

/** What one department was asked, and what it said; null while it may still answer. */
export interface Opinion {
  number: number
  org: OrgId
  askedOn: PlainDate
  position: Position | null
}

/** A version, without its items: those are published for good. */
export interface VersionEntry {
  version: string
  effectiveFrom: PlainDate
  source: string
  items: number
}

export interface PlanState extends ReviewedState {
  status: PlanStatus
  /** 规划编号: versions are numbered by it. */
  code: string
  /** Counts contents that were put forward, of the plan and of its amendments. */
  round: number
  draft: Draft | null
  /** On this draft, and on what it was before it was revised; kept until the next amendment, for they read what became of it. */
  opinions: Opinion[]
  /** Numbers of opinions so far, of earlier drafts, too. */
  asked: number
  /** What the State Council was given. */
  request: { on: PlainDate; argument: string } | null
  /** The last assessment of whether circumstances have changed materially. */
  assessment: { on: PlainDate; isMaterial: boolean; report: string } | null
  versions: VersionEntry[]
  /** Of the last version. */
  items: PlanItem[]
}

const nothing = '' as Instant & PlainDate

export const unopened = (id: string): PlanState => ({
  ...{ version: FOLD_VERSION, seq: 0, id, status: UNOPENED, statusSince: nothing, title: '', code: '' },
  ...{ owner: '', authority: '', parts: [], copied: [], deadlines: [], passed: {}, reviews: [] },
  ...{ round: 0, draft: null, opinions: [], asked: 0, request: null, assessment: null },
  ...{ versions: [], items: [] },
})

/** What the case is about: a plan that has a version is being amended. */
export const stageOfPlan = ({ versions }: Pick<PlanState, 'versions'>) =>
  versions.length > 0 ? 'planAmendment' : 'planDraft'

/** Where an attempt that led to nothing leaves the case: the old version stays (T11). */
export const withoutDraft = (state: PlanState, ended: 'refused' | 'abandoned'): PlanState => ({
  ...state,
  ...{ draft: null, request: null },
  status: state.versions.length > 0 ? 'approved' : ended,
})
