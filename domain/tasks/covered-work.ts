/** What is to be done on a case, as far as the scope of a substitution looks at it: who stands in hears of it, too. */
import type { OrgId } from '../values/directory.ts'
import type { TaskedCase } from './kind.ts'

/** A scope covers it when it covers any of the acts, and the case. */
export interface CoveredWork {
  acts: string[]
  stage: string
  owner: OrgId
  /** The case's id, without its kind. */
  id: string
}

/** The acts by which a seat can be settled. */
const VOTING: readonly string[] = ['confirm', 'object', 'abstain']

export const coveredVote = ({ kind, state }: TaskedCase): CoveredWork => ({
  acts: [...VOTING],
  stage: kind.matterOf(state).stage,
  owner: state.owner,
  id: state.id,
})

/** All that waits now: the work of the procedure, votes, and advice on them. */
export const coveredWork = (of: TaskedCase): CoveredWork => ({
  ...coveredVote(of),
  acts: [
    ...of.kind.workOf(of.state).flatMap(({ acts }) => acts),
    ...(of.state.reviews.length > 0 ? [...VOTING, 'advise'] : []),
  ],
})
