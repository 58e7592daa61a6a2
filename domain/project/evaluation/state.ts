import type { OrgId } from '../../values/directory.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { Gate, GateStatus } from './gate.ts'
import type { Grade } from './grade.ts'
import type { OmEffect } from './om-effects.ts'

/** A finding against a gate that stands. */
export interface GateFinding {
  /** The root of whoever recorded it. */
  body: OrgId
  document: string
  on: PlainDate
}

/** The last evidence on a gate: while a finding against it stands, that finding. */
export interface GateEvidence {
  status: GateStatus
  document: string
  on: PlainDate
  validUntil: PlainDate | null
  /** Since when evidence without a gap has said the same: an owner's ban and a restoration count from here. */
  since: PlainDate
  /** One per body, oldest first; left out when there is none. */
  against?: GateFinding[]
}

/** A post-evaluation under way, from its commission to its adoption. */
export interface PostEvaluation {
  round: number
  evaluator: OrgId
  commissionedOn: PlainDate
  report: { digest: string; score: number; grade: Grade; on: PlainDate } | null
  overdue: boolean
  /** Evaluators that had it before and did not deliver, each with all above it; absent while there is none. */
  replaced?: OrgId[][]
}

/** The latest O&M basis of a year, as far as a later one looks at it; the whole is in its event. */
export interface OmLine {
  year: number
  round: number
  requestedFen: Fen
  arrangedFen: Fen
  effect: OmEffect
  unmetGates: Gate[]
  on: PlainDate
}

export interface EvaluationState {
  gates: Partial<Record<Gate, GateEvidence>>
  self: { score: number; report: string; on: PlainDate; late: boolean } | null
  selfOverdue: boolean
  post: PostEvaluation | null
  /** How many post-evaluations were commissioned. */
  postRounds: number
  /** The grade in effect: that of the last adopted post-evaluation. */
  grade: { grade: Grade; score: number; on: PlainDate; report: string } | null
  om: OmLine[]
}

/** Nothing evaluated yet. */
export const NO_EVALUATION: EvaluationState = {
  gates: {},
  self: null,
  selfOverdue: false,
  post: null,
  postRounds: 0,
  grade: null,
  om: [],
}

export const inEvaluation = (state: ProjectState, change: Partial<EvaluationState>): ProjectState => ({
  ...state,
  evaluation: { ...(state.evaluation ?? NO_EVALUATION), ...change },
})
