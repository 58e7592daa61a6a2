import type { Paths } from '../../case/parts.ts'
import type { PauseReason } from '../../values/clock.ts'
import type { OrgId } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { Infer } from '../../values/shape.ts'
import type { catalogItem } from './bodies.ts'
import type { SubmittedFile } from './state.ts'
import type { FileKind, RevocationEffect, RevocationGround, Stage, Track } from './words.ts'

export type CatalogItem = Infer<typeof catalogItem>

/** What happened in the approval stages: T1 to T10 of the rulebook. */
export type ApprovalEvent =
  | {
      type: 'projectRegistered'
      v: 1
      title: string
      owner: OrgId
      authority: OrgId
      track: Track
      planBasis: { version: string; item: string } | null
      /** Track C: what it rests on. */
      urgent: { depth: string; explicitRequirement?: string; urgency?: string } | null
    }
  /** A later document asks for so much that the planning authority decides from now on. */
  | { type: 'authorityChanged'; v: 1; authority: OrgId }
  | {
      type: 'stageSubmitted'
      v: 1
      stage: Stage
      round: number
      receivedOn: PlainDate
      digest: string
      investmentFen: Fen
      files: SubmittedFile[]
      catalog: CatalogItem[]
      preparedBy: OrgId | null
      newCivilWorks: boolean
      drafters: PersonId[]
      /** Their bureaus, of those whom the directory knew. */
      drafterOrgs?: Record<PersonId, OrgId>
      paths?: Paths
      /** Given once, with this document or an earlier one. */
      projectCode: string | null
    }
  | {
      type: 'supplementRequested'
      v: 1
      on: PlainDate
      items: { kind: FileKind; what: string; ownFault: boolean; file?: string }[]
    }
  | {
      type: 'supplemented'
      v: 1
      on: PlainDate
      digest: string
      files: SubmittedFile[]
      restartsCheck: boolean
    }
  | { type: 'catalogAmended'; v: 1; digest: string; catalog: CatalogItem[] }
  /** `silently`: nobody objected in time, so the application counts as admitted from its receipt (许可法32). */
  | { type: 'admitted'; v: 1; on: PlainDate; silently: boolean; workingDays: number }
  | { type: 'admissionDeclined'; v: 1; rightAuthority: string; reasons: string }
  | {
      type: 'appraisalCommissioned'
      v: 1
      on: PlainDate
      agency: OrgId
      letter: string
      workingDays: number
      paths?: Paths
      /** The agency that it takes the place of and all above it, nearest first. */
      replaces?: OrgId[]
    }
  | { type: 'appraisalExtended'; v: 1; workingDays: number; reasons: string }
  | { type: 'appraisalReturned'; v: 1; report: string }
  | {
      type: 'appraised'
      v: 1
      on: PlainDate
      report: string
      conclusion: string
      sharingOpinion: string
      /** What lay before the agency; left out by older ones, and known from the events before them. */
      formDigest?: string
    }
  | { type: 'clockPaused'; v: 1; on: PlainDate; reason: PauseReason; document: string }
  | { type: 'clockResumed'; v: 1; on: PlainDate; reason: PauseReason; document: string }
  | { type: 'decisionExtended'; v: 1; workingDays: number; reasons: string }
  | {
      type: 'stageApproved'
      v: 1
      on: PlainDate
      stage: Stage
      round: number
      documentNumber: string
      approvedFen: Fen
      sharingOpinion: string
      formDigest: string
      policyVersion: string
      /** Every person whose voice carried it. */
      signedBy?: PersonId[]
    }
  | {
      type: 'conditionsSet'
      v: 1
      stage: Stage
      conditions: { number: number; what: string; dueOn: PlainDate; responsible: PersonId }[]
    }
  | { type: 'conditionFulfilled'; v: 1; number: number; on: PlainDate; evidence: string }
  | { type: 'conditionAccepted'; v: 1; number: number; evidence: string }
  | {
      type: 'conditionRejected'
      v: 1
      number: number
      on: PlainDate
      evidence: string
      reasons: string
    }
  | { type: 'conditionOverdue'; v: 1; number: number; dueOn: PlainDate }
  /** An approval that was issued holds no longer, nor does any that was granted after it. */
  | {
      type: 'decisionRevoked'
      v: 1
      on: PlainDate
      stage: Stage
      /** The round that was approved, and its letter. */
      round: number
      documentNumber: string
      ground: RevocationGround
      effect: RevocationEffect
      /** `decideAnew`: the period of the new clock. */
      workingDays: number
      document: string
      reasons: string
      policyVersion: string
    }
  | { type: 'stageRefused'; v: 1; stage: Stage; round: number; reasons: string }
  | { type: 'stageReturned'; v: 1; stage: Stage; round: number; toStage: Stage; reasons: string }
  | { type: 'withdrawn'; v: 1; cause: 'owner' | 'supplementOverdue'; reasons: string | null }
  /** T9: no tacit approval; the overrun is put on the supervision record. */
  | { type: 'decisionOverrun'; v: 1; dueOn: PlainDate }
  | { type: 'appraisalOverdue'; v: 1; dueOn: PlainDate }
