import type { PlainDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import type { AcceptanceDocument, AssessmentResult } from './words.ts'

/** 密评 and 等保测评: dated, and applied with. */
export const ASSESSMENTS = [
  'securityAssessment',
  'cryptographyAssessment',
] as const satisfies readonly AcceptanceDocument[]
export type Assessment = (typeof ASSESSMENTS)[number]

export const isAssessment = (kind: AcceptanceDocument): kind is Assessment =>
  (ASSESSMENTS as readonly AcceptanceDocument[]).includes(kind)

/** The acceptance of the project, from its completion on; closed applications live in the events. */
export interface AcceptanceState {
  /** Extensions granted so far, and the date granted last. */
  extensions: number
  extendedTo: PlainDate | null
  /** An extension asked for and undecided: the period runs on. */
  asked: { on: PlainDate; newDate: PlainDate } | null
  /** Neither applied nor extended by the end of the period: the owner files no new project until it applies. */
  isOverdue: boolean
  /** Applications so far: tells the deadlines of repeated ones apart. */
  round: number
  application: {
    on: PlainDate
    cryptography: AssessmentResult
    /** As far as the application said it. */
    assessedOn?: Partial<Record<Assessment, PlainDate>>
    /** Of the reports; absent in states from before they were kept. */
    digests?: Partial<Record<Assessment, string>>
  } | null
  /** The latest archive acceptance. */
  archive: 'passed' | 'failed' | null
  /** Digest of its report. */
  archiveReport?: string
  failures: number
  failedOn: PlainDate | null
  /** When a failed acceptance last found an assessment wanting: only a later one counts. */
  wantingOn?: Partial<Record<Assessment, PlainDate>>
  /** Digests of the assessments that were found wanting, in any failed acceptance. */
  wanting?: string[]
  passedOn: PlainDate | null
  reportFiledOn: PlainDate | null
  operatingSince: PlainDate | null
}

/** Asked for, and the period has not run out: it waits for the authority. */
export const awaitsExtension = ({ acceptance }: ProjectState): boolean =>
  Boolean(acceptance?.asked) && !acceptance?.isOverdue

/** The acceptance of a completed project. Throws where there is none: a rule forgot its status. */
export function acceptanceOf({ acceptance }: ProjectState): AcceptanceState {
  if (!acceptance) throw new Error('the project is not completed')
  return acceptance
}

export const inAcceptance = (state: ProjectState, change: Partial<AcceptanceState>): ProjectState => ({
  ...state,
  acceptance: { ...acceptanceOf(state), ...change },
})
