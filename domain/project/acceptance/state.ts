import type { PlainDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { AcceptanceDocument, AssessmentResult } from './words.ts'

/** 密评 and 等保测评: documents of an application that have a date. */
export const ASSESSMENTS = [
  'securityAssessment',
  'cryptographyAssessment',
] as const satisfies readonly AcceptanceDocument[]
export type Assessment = (typeof ASSESSMENTS)[number]

export const isAssessment = (kind: AcceptanceDocument): kind is Assessment =>
  (ASSESSMENTS as readonly AcceptanceDocument[]).includes(kind)

/** The acceptance of the project, from its completion on. Closed applications are only in the events. */
export interface AcceptanceState {
  /** Number of extensions granted so far, and the date granted last. */
  extensions: number
  extendedTo: PlainDate | null
  /** A requested extension that is not decided: the period continues. */
  asked: { on: PlainDate; newDate: PlainDate } | null
  /** Neither applied nor extended by the end of the period: the owner may file no new project until it applies. */
  isOverdue: boolean
  /** Number of applications so far; it distinguishes their deadlines. */
  round: number
  application: {
    on: PlainDate
    cryptography: AssessmentResult
    /** Dates of the assessments, if the application has them. */
    assessedOn?: Partial<Record<Assessment, PlainDate>>
    /** Digests of the reports; absent in older states. */
    digests?: Partial<Record<Assessment, string>>
  } | null
  /** The latest archive acceptance. */
  archive: 'passed' | 'failed' | null
  /** Digest of its report. */
  archiveReport?: string
  failures: number
  failedOn: PlainDate | null
  /** When a failed acceptance last found an assessment insufficient: only a later assessment counts. */
  wantingOn?: Partial<Record<Assessment, PlainDate>>
  /** Digests of the assessments that any failed acceptance found insufficient. */
  wanting?: string[]
  passedOn: PlainDate | null
  reportFiledOn: PlainDate | null
  operatingSince: PlainDate | null
}

/** An extension is requested and the period has not ended: the authority must decide. */
export const awaitsExtension = ({ acceptance }: ProjectState): boolean =>
  Boolean(acceptance?.asked) && !acceptance?.isOverdue

/** The acceptance of a completed project. Throws if there is none: then a rule does not check the status. */
export function acceptanceOf({ acceptance }: ProjectState): AcceptanceState {
  if (!acceptance) throw new Error('the project is not completed')
  return acceptance
}

export const inAcceptance = (state: ProjectState, change: Partial<AcceptanceState>): ProjectState => ({
  ...state,
  acceptance: { ...acceptanceOf(state), ...change },
})
