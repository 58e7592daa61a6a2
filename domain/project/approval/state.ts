import type { Check } from '../../case/refusal.ts'
import { must } from '../../case/refusals.ts'
import type { FiledDocument } from '../../engine/topic.ts'
import { type Clock, isPaused } from '../../values/clock.ts'
import type { OrgId } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import { type Instant, type PlainDate, startOfDay } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'
import type { FileKind, SharingType, Stage } from './words.ts'

export interface SubmittedFile {
  kind: FileKind
  digest: string
}

/** What the rules look at of the submitted document; the catalog itself is in the events and in PostgreSQL. */
export interface Form {
  /** SHA-256 of the act that made it so; an amendment names the digest it amends, so digests chain. */
  digest: string
  investmentFen: Fen
  files: SubmittedFile[]
  catalogCount: Record<SharingType, number>
  /** `catalogMark` of it. */
  catalogMark: string
  newCivilWorks: boolean
}

/** An agency whose appraisal of a stage was given to another: it and all above it, nearest first. */
export interface ReplacedAppraiser {
  stage: Stage
  orgPath: OrgId[]
}

export interface Appraisal {
  agency: OrgId
  commissionedOn: PlainDate
  workingDays: number
  /** Working days added so far. */
  extendedBy: number
  /** Of the form that lay before it when it was commissioned; absent in states from before it was kept. */
  formDigest?: string
  report: {
    digest: string
    conclusion: string
    hasSharingOpinion: boolean
    on: PlainDate
    /** Of the form that it appraised; absent in states from before it was kept. */
    formDigest?: string
  } | null
}

export interface Approval {
  stage: Stage
  round: number
  documentNumber: string
  approvedFen: Fen
  on: PlainDate
  formDigest: string
  policyVersion: string
  /** Every person whose voice carried it: none of them revokes it. */
  signedBy: PersonId[]
  /** Of the form that was approved. */
  files: SubmittedFile[]
}

/** A condition of an approval 批复条件 that is not closed yet. */
export interface Condition {
  /** Counts the conditions of a project. */
  number: number
  stage: Stage
  dueOn: PlainDate
  responsible: PersonId
  /** What the owner showed last; null: nothing yet. */
  evidence: string | null
  /** What the authority found wanting. */
  rejected?: string[]
  isOverdue: boolean
}

/** The stage that is being approved. Rounds that are over live in the events. */
export interface ApprovalState {
  stage: Stage
  /** Counts submissions of this stage: a resubmission is a new round with a new clock (T7). */
  round: number
  form: Form
  receivedOn: PlainDate
  /** Items of supplement notices so far; a second notice may not bring new ones (T3). */
  asked: FileKind[]
  openItems: FileKind[]
  /** Digests of the files of supplements that have no name of their own (`other`). */
  otherGiven: string[]
  askedOn: PlainDate | null
  /** The latest notice asks only for what the authority itself forgot: the check's clock runs on (T3 [D]). */
  ownFault: boolean
  clock: Clock | null
  extended: boolean
  appraisal: Appraisal | null
}

/** Of a document that nobody has looked at yet. */
export const UNTOUCHED = {
  ...{ asked: [], openItems: [], otherGiven: [], askedOn: null, ownFault: false },
  ...{ clock: null, extended: false, appraisal: null },
} satisfies Partial<ApprovalState>

export const inApproval = (state: ProjectState, change: Partial<ApprovalState>): ProjectState => ({
  ...state,
  approval: { ...state.approval, ...change },
})

/** From the admission to the decision. */
export const UNDER_DECISION = [
  'admitted',
  'appraising',
  'deciding',
] as const satisfies readonly ProjectStatus[]

/** From the submission to the decision. */
export const UNDECIDED = [
  'submitted',
  'supplementing',
  ...UNDER_DECISION,
] as const satisfies readonly ProjectStatus[]

/** From the first submission on, until the last document of the track is approved. */
export const APPROVAL_STATUSES = [
  ...UNDECIDED,
  'returned',
  'stageApproved',
] as const satisfies readonly ProjectStatus[]

export const isUnderDecision = ({ status }: Pick<ProjectState, 'status'>): boolean =>
  UNDER_DECISION.some((one) => one === status)

type UnderApproval = Pick<ProjectState, 'approval'>

/** The decision clock stands still. Before the admission and after the decision there is none that could. */
export const isClockPaused = ({ approval: { clock } }: UnderApproval): boolean =>
  clock !== null && isPaused(clock)

/** Whoever acts on the form says by its digest which one they have seen. */
export const formIs = ({ approval: { form } }: UnderApproval, digest: string): Check =>
  must(form.digest === digest, 'formMoved', { current: form.digest })

/** Deadlines of a document start with its receipt: one that passed before was another document's. */
export const isOfReceived = ({ approval }: UnderApproval, { dueAt }: { dueAt: Instant }): boolean =>
  dueAt > startOfDay(approval.receivedOn)

/**
 * What was approved of other stages than this one. It goes on as the same document, but for the one that its stage is
 * named after.
 */
export const approvedBeside = ({ approvals }: ProjectState, stage: Stage | undefined): FiledDocument[] =>
  approvals
    .filter((approval) => approval.stage !== stage)
    .flatMap((approval) =>
      approval.files.map(({ kind, digest }) => ({
        kind: kind === 'stageDocument' ? approval.stage : kind,
        digest,
      })),
    )
