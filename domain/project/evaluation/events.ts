import type { Paths } from '../../case/parts.ts'
import type { OrgId } from '../../values/directory.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { OmBasis } from './om-basis.ts'
import type { Grade } from './om-effects.ts'
import type { Gate, GateStatus } from './words.ts'

/** What happened in evaluation and on the way to O&M funds: T29 to T32 of the rulebook, and retirement. */
export type EvaluationEvent =
  | {
      type: 'gateEvidenceRecorded'
      v: 1
      gate: Gate
      status: GateStatus
      document: string
      on: PlainDate
      validUntil: PlainDate | null
      note: string | null
      /** Of evidence that a gate is met: the bodies whose findings against it are lifted; left out, all are. */
      lifts?: OrgId[]
    }
  | {
      type: 'selfEvaluationSubmitted'
      v: 1
      on: PlainDate
      report: string
      selfScore: number
      achieved: string
      /** After month 24: accepted all the same, and marked. */
      late: boolean
    }
  /** T29: overdue, so first in line for a post-evaluation. */
  | { type: 'selfEvaluationOverdue'; v: 1; dueOn: PlainDate }
  | {
      type: 'postEvaluationCommissioned'
      v: 1
      on: PlainDate
      round: number
      evaluator: OrgId
      conflictStatement: string
      letter: string
      paths?: Paths
      /** The evaluator that it takes the place of and all above it, nearest first. */
      replaces?: OrgId[]
    }
  | { type: 'postEvaluationOverdue'; v: 1; dueOn: PlainDate; round: number }
  | {
      type: 'postEvaluationSubmitted'
      v: 1
      on: PlainDate
      round: number
      score: number
      grade: Grade
      report: string
      opinion: string
    }
  | {
      type: 'postEvaluationAdopted'
      v: 1
      on: PlainDate
      round: number
      score: number
      grade: Grade
      report: string
      rectificationOpinion: string | null
      policyVersion: string
    }
  | ({ type: 'omBasisEmitted'; v: 1 } & OmBasis)
  /** A gate was found unmet after the funds of the year were arranged: what is unreleased of them is frozen. */
  | { type: 'omFundsFrozen'; v: 1; on: PlainDate; year: number; arrangedFen: Fen; gate: Gate }
  | { type: 'systemRetired'; v: 1; on: PlainDate; reasons: string; document: string }
