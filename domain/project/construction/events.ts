import type { Paths } from '../../case/parts.ts'
import type { OrgId } from '../../values/directory.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { IncidentKind } from './words.ts'

/** What happened while the project was built: T16 and T19 to T23 of the rulebook. */
export type ConstructionEvent =
  | {
      type: 'constructionStarted'
      v: 1
      on: PlainDate
      implementationUnit: OrgId
      responsiblePerson: string
      supervisor: OrgId
      contractor: OrgId
      supervisionContract: string
      constructionContract: string
      plannedCompletionOn: PlainDate
      paths?: Paths
    }
  | {
      type: 'performanceReported'
      v: 1
      on: PlainDate
      year: number
      progressPercent: number
      investmentExecutedFen: Fen
      report: string
      userViews: string
      supervisorViews: string
      trialRunEffect: string | null
      /** Filed after the end of its year. */
      isLate: boolean
    }
  /** By the end of the year more was executed than was planned or approved (条例23 [C:S9]). */
  | {
      type: 'investmentOverrunReported'
      v: 1
      on: PlainDate
      year: number
      executedFen: Fen
      plannedFen: Fen
      estimateFen: Fen
      explanation: string
    }
  | { type: 'annualReportOverdue'; v: 1; year: number }
  | {
      type: 'incidentReported'
      v: 1
      on: PlainDate
      kinds: IncidentKind[]
      progressPercent: number
      lossFen: Fen
      description: string
      document: string
      foundOn: PlainDate
      /** Reported later than policy allows after it was found. */
      isLate: boolean
      plannedCompletionOn: PlainDate
      /** How many points the progress is behind a steady one by the schedule. */
      behindPercent: number
      /** The thresholds of policy for a serious delay are met. */
      isSeriousDelay: boolean
    }
  | { type: 'rectificationOrdered'; v: 1; on: PlainDate; reasons: string; document: string }
  | { type: 'rectificationSubmitted'; v: 1; on: PlainDate; evidence: string }
  | { type: 'rectificationAccepted'; v: 1; on: PlainDate; checkRecord: string }
  | { type: 'rectificationOverdue'; v: 1; dueOn: PlainDate }
  | {
      type: 'constructionSuspended'
      v: 1
      on: PlainDate
      reasons: string
      document: string
      insufficientEvidence: boolean
    }
  | { type: 'resumptionRequested'; v: 1; on: PlainDate; proof: string }
  /** T22: no tacit resumption; the authority's delay is on the supervision record. */
  | { type: 'resumptionCheckOverdue'; v: 1; dueOn: PlainDate }
  | { type: 'constructionResumed'; v: 1; on: PlainDate; checkRecord: string }
  | {
      type: 'projectTerminated'
      v: 1
      on: PlainDate
      reasons: string
      settlement: string
      recoveryFen: Fen
    }
  | {
      type: 'constructionCompleted'
      v: 1
      on: PlainDate
      completedOn: PlainDate
      initialCheck: string
      tests: string
    }
  | { type: 'trialRunStarted'; v: 1; on: PlainDate; protectionFiling: string }
