import type { OrgId } from '../../values/directory.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'

/** A rectification order that is open. */
export interface Rectification {
  orderedOn: PlainDate
  submittedOn: PlainDate | null
  /** Digests of all evidence so far. */
  shown?: string[]
  /** The period passed without evidence: the authority may suspend (T21). */
  isOverdue: boolean
}

/** The suspension that lasts. It ends in `building`: the check also covers what was to rectify. */
export interface Suspension {
  since: PlainDate
  /** The owner's latest proof of rectification; nothing resumes without one (T22). */
  requestedOn: PlainDate | null
  /** Digests of all proofs so far. */
  shown?: string[]
}

/** The construction of the project, from its start on; closed orders and suspensions live in the events. */
export interface ConstructionState {
  startedOn: PlainDate
  plannedCompletionOn: PlainDate
  supervisor: OrgId
  contractor: OrgId
  reportedYears: number[]
  /** Years whose report did not arrive by their end and still has not. */
  overdueYears: number[]
  /** Orders so far: tells the deadlines of repeated ones apart. */
  rectifications: number
  rectification: Rectification | null
  suspensions: number
  suspension: Suspension | null
  completedOn: PlainDate | null
}

/** The construction of a project that has started. Throws where there is none: a rule forgot its status. */
export function underConstruction({ construction }: ProjectState): ConstructionState {
  if (!construction) throw new Error('construction has not started')
  return construction
}

type Change = (construction: ConstructionState) => Partial<ConstructionState>

export function inConstruction(state: ProjectState, change: Change): ProjectState {
  const construction = underConstruction(state)
  return { ...state, construction: { ...construction, ...change(construction) } }
}
