import type { OrgId } from '../../values/directory.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { Gate, GateStatus } from './gate.ts'
import type { Grade } from './grade.ts'
import type { OmEffect } from './om-effects.ts'

/** A finding against a gate that has not been lifted. */
export interface GateFinding {
  /** The root of the organisation that recorded it. */
  body: OrgId
  document: string
  on: PlainDate
}

/** The last evidence on a gate; while a finding stands, that finding. */
export interface GateEvidence {
  status: GateStatus
  document: string
  on: PlainDate
  validUntil: PlainDate | null
  /** Since when evidence has had the same result without a gap: a ban and a restoration count from here. */
  since: PlainDate
  /** One finding per body, oldest first; left out if there is none. */
  against?: GateFinding[]
}

/** The current post-evaluation, from its commission to its adoption. */
export interface PostEvaluation {
  round: number
  evaluator: OrgId
  commissionedOn: PlainDate
  report: { digest: string; score: number; grade: Grade; on: PlainDate } | null
  overdue: boolean
  /** Earlier evaluators that did not deliver, each with all above it; absent if there is none. */
  replaced?: OrgId[][]
}

/** What later rules need of the latest O&M basis of a year; the whole basis is in its event. */
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
  /** Number of commissioned post-evaluations. */
  postRounds: number
  /** The grade of the last adopted post-evaluation. */
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
