import type { Check } from '../../case/refusal.ts'
import { must } from '../../case/refusals.ts'
import type { FiledDocument } from '../../engine/topic.ts'
import { type Clock, isPaused } from '../../values/clock.ts'
import type { OrgId, Role } from '../../values/directory.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import { type Instant, type PlainDate, startOfDay } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'
import type { FileKind, Opinion, SharingType, Stage } from './words.ts'

export interface SubmittedFile {
  kind: FileKind
  digest: string
}

/** What the rules need of the submitted document. The catalog itself is in the events and in PostgreSQL. */
export interface Form {
  /** SHA-256 of the act that submitted or changed the form. An amendment names the digest that it amends, so digests form a chain. */
  digest: string
  investmentFen: Fen
  files: SubmittedFile[]
  catalogCount: Record<SharingType, number>
  /** `catalogMark` of it. */
  catalogMark: string
  newCivilWorks: boolean
}

/** An agency that was replaced in a stage: the agency and all above it, nearest first. */
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
  /** Digest of the form at the time of the commission; absent in older states. */
  formDigest?: string
  report: {
    digest: string
    conclusion: string
    hasSharingOpinion: boolean
    on: PlainDate
    /** Digest of the appraised form; absent in older states. */
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
  /** All people who signed for it: they may not revoke it. */
  signedBy: PersonId[]
  /** The files of the approved form. */
  files: SubmittedFile[]
}

/** A department that was asked for its opinion 征求意见. */
export interface Consulted {
  /** Counts the departments that were asked in this round. */
  number: number
  org: OrgId
  role: Role
  askedOn: PlainDate
  letter: string
  /** Of the form that it was asked about. */
  formDigest: string
  /** Null: it has not answered itself. */
  opinion: Opinion | null
  /** Its time has passed without an answer, and what that counts as. */
  isSilent?: 'noObjection' | 'noOpinion'
  on?: PlainDate
  by?: PersonId | null
  text?: string | null
  document?: string | null
}

/** A decision that is served on the owner 送达. */
export interface Service {
  /** Counts the decisions of a project that are served. */
  number: number
  verdict: 'approved' | 'refused' | 'declined'
  stage: Stage
  round: number
  decidedOn: PlainDate
  /** Null: not yet. */
  servedOn: PlainDate | null
  /** Null: it was left behind. */
  receivedBy?: PersonId | null
  /** The last day, when it has passed without service. */
  overdueSince?: PlainDate
  isRevoked?: true
}

/** A condition of an approval 批复条件 that is not closed yet. */
export interface Condition {
  /** Number of the condition within the project. */
  number: number
  stage: Stage
  dueOn: PlainDate
  responsible: PersonId
  /** The latest evidence of the owner; null: none yet. */
  evidence: string | null
  /** Evidence that the authority rejected. */
  rejected?: string[]
  isOverdue: boolean
}

/** The stage under approval. Earlier rounds are only in the events. */
export interface ApprovalState {
  stage: Stage
  /** Number of submissions of this stage: a resubmission is a new round with a new clock (T7). */
  round: number
  form: Form
  receivedOn: PlainDate
  /** Items of all supplement notices so far; a later notice may not add new ones (T3). */
  asked: FileKind[]
  openItems: FileKind[]
  /** Digests of supplemented files of the kind `other`. */
  otherGiven: string[]
  askedOn: PlainDate | null
  /** The request for more time on the latest notice, and what was granted; absent while nobody asked. Null: undecided. */
  supplementExtension?: { verdict: 'granted' | 'refused' | null; workingDays: number }
  /** The latest notice asks only for something that the authority itself forgot: the period of the check continues (T3 [D]). */
  ownFault: boolean
  clock: Clock | null
  extended: boolean
  appraisal: Appraisal | null
  /** Other departments that handle it together with the authority; absent where none does. */
  jointly?: OrgId[]
  /** Absent while nobody was asked. */
  consulted?: Consulted[]
}

/** The fields of a round at the submission of its document. */
export const NEW_ROUND = {
  ...{ asked: [], openItems: [], otherGiven: [], askedOn: null, ownFault: false },
  ...{ clock: null, extended: false, appraisal: null },
} satisfies Partial<ApprovalState>

export const inApproval = (state: ProjectState, change: Partial<ApprovalState>): ProjectState => ({
  ...state,
  approval: { ...state.approval, ...change },
})

/** A new notice has a period of its own. */
export function withoutSupplementExtension(state: ProjectState): ProjectState {
  const { supplementExtension: _ended, ...approval } = state.approval
  return { ...state, approval }
}

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

/** The decision clock is paused. False before the admission and after the decision, when there is no clock. */
export const isClockPaused = ({ approval: { clock } }: UnderApproval): boolean =>
  clock !== null && isPaused(clock)

/** People who act on the form name the digest of the form that they have seen; it must be the current one. */
export const formIs = ({ approval: { form } }: UnderApproval, digest: string): Check =>
  must(form.digest === digest, 'formMoved', { current: form.digest })

/** Deadlines of a document start with its receipt, so an earlier one belonged to another document. */
export const isOfReceived = ({ approval }: UnderApproval, { dueAt }: { dueAt: Instant }): boolean =>
  dueAt > startOfDay(approval.receivedOn)

/** The approved files of other stages. They keep their kinds, except the main document, whose kind is the name of its stage. */
export const otherApprovedFiles = ({ approvals }: ProjectState, stage: Stage | undefined): FiledDocument[] =>
  approvals
    .filter((approval) => approval.stage !== stage)
    .flatMap((approval) =>
      approval.files.map(({ kind, digest }) => ({
        kind: kind === 'stageDocument' ? approval.stage : kind,
        digest,
      })),
    )
