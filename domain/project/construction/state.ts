import type { OrgId } from '../../values/directory.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'

/** An open rectification order. */
export interface Rectification {
  orderedOn: PlainDate
  submittedOn: PlainDate | null
  /** Digests of all evidence so far. */
  shown?: string[]
  /** The period passed without evidence: the authority may suspend (T21). */
  isOverdue: boolean
}

/** The current suspension. It ends in the status `building`: the check before resumption also covers an open rectification. */
export interface Suspension {
  since: PlainDate
  /** The latest proof of rectification; construction does not resume without one (T22). */
  requestedOn: PlainDate | null
  /** Digests of all proofs so far. */
  shown?: string[]
}

/** The construction of the project, from its start on. Closed orders and suspensions are only in the events. */
export interface ConstructionState {
  startedOn: PlainDate
  plannedCompletionOn: PlainDate
  supervisor: OrgId
  contractor: OrgId
  reportedYears: number[]
  /** Years whose report did not arrive in time and is still missing. */
  overdueYears: number[]
  /** Number of orders so far; it distinguishes their deadlines. */
  rectifications: number
  rectification: Rectification | null
  suspensions: number
  suspension: Suspension | null
  completedOn: PlainDate | null
}

/** The construction of a project that has started. Throws if there is none: then a rule does not check the status. */
export function underConstruction({ construction }: ProjectState): ConstructionState {
  if (!construction) throw new Error('construction has not started')
  return construction
}

type Change = (construction: ConstructionState) => Partial<ConstructionState>

export function inConstruction(state: ProjectState, change: Change): ProjectState {
  const construction = underConstruction(state)
  return { ...state, construction: { ...construction, ...change(construction) } }
}
