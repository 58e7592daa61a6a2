/** What is to be done on a case, as far as the scope of a substitution looks at it: who stands in hears of it, too. */

import type { Verb } from '../project/actions.ts'
import type { Stage } from '../project/approval/words.ts'
import type { ProjectState } from '../project/state.ts'
import type { OrgId } from '../values/directory.ts'
import type { ProjectId } from '../values/ids.ts'
import { workOf } from './work.ts'

/** A scope covers it when it covers any of the acts, and the case. */
export interface CoveredWork {
  acts: Verb[]
  stage: Stage
  owner: OrgId
  project: ProjectId
}

/** The acts by which a seat can be settled. */
const VOTING: readonly Verb[] = ['confirm', 'object', 'abstain']

export const coveredVote = ({ id, owner, approval }: ProjectState): CoveredWork => ({
  acts: [...VOTING],
  stage: approval.stage,
  owner,
  project: id,
})

/** All that waits now: the work of the procedure, votes, and advice on them. */
export const coveredWork = (state: ProjectState): CoveredWork => ({
  ...coveredVote(state),
  acts: [
    ...workOf(state).flatMap(({ acts }) => acts),
    ...(state.reviews.length > 0 ? [...VOTING, 'advise' as const] : []),
  ],
})
