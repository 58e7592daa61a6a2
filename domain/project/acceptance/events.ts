import type { PlainDate } from '../../values/plain-date.ts'
import type { BodyOf } from '../actions.ts'
import type { Assessment } from './state.ts'
import type { AcceptanceDocument, AssessmentResult } from './words.ts'

export type Checks = BodyOf<'decideAcceptance'>['checks']

/** What happened in the acceptance: T24 to T27 of the rulebook. */
export type AcceptanceEvent =
  | { type: 'acceptanceExtensionAsked'; v: 1; on: PlainDate; newDate: PlainDate; reasons: string }
  | { type: 'acceptanceExtended'; v: 1; on: PlainDate; until: PlainDate; reasons: string | null }
  | { type: 'acceptanceExtensionRefused'; v: 1; on: PlainDate; reasons: string }
  | { type: 'acceptanceOverdue'; v: 1; dueOn: PlainDate }
  | {
      type: 'acceptanceApplied'
      v: 1
      on: PlainDate
      round: number
      documents: { kind: AcceptanceDocument; digest: string }[]
      cryptography: { assessedOn: PlainDate; result: AssessmentResult }
      /** Left out by those that did not ask for its date. */
      security?: { assessedOn: PlainDate }
    }
  /** No tacit acceptance; the authority's delay is on the supervision record. */
  | { type: 'acceptanceDecisionOverdue'; v: 1; dueOn: PlainDate }
  | { type: 'archiveAcceptanceRecorded'; v: 1; on: PlainDate; verdict: 'passed' | 'failed'; report: string }
  | { type: 'acceptancePassed'; v: 1; on: PlainDate; round: number; checks: Checks }
  | {
      type: 'acceptanceFailed'
      v: 1
      on: PlainDate
      round: number
      checks: Checks
      failures: string[]
      /** Assessments that were found wanting; left out by older ones, whose checks say it. */
      wanting?: Assessment[]
    }
  /** The second failure and every one after it: priority for post-evaluation, report on the funds [D]. */
  | { type: 'acceptanceFailedAgain'; v: 1; failures: number }
  | { type: 'acceptanceRectificationOverdue'; v: 1; dueOn: PlainDate }
  | { type: 'acceptanceReportFiled'; v: 1; on: PlainDate; report: string }
  | { type: 'acceptanceReportOverdue'; v: 1; dueOn: PlainDate }
  | { type: 'putIntoOperation'; v: 1; on: PlainDate; operatingSince: PlainDate }
