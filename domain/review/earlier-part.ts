/** Separation of duties between acts: who had a part in an earlier act that keeps them from signing this one. */

import { listerCheck, listersOf } from '../budget/plan.ts'
import type { OrgId } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import type { BodyOf } from '../project/actions.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'
import type { Sitting } from './seats.ts'
import type { Review } from './state.ts'

/** Whoever signs, or is to: every person whose voice it is, and all units above them. */
export interface Signer {
  voices: readonly PersonId[]
  orgPath: readonly OrgId[]
}

/** S: who lists a line of the plan does not release on it, and the authority that approved does not revoke. */
export function earlierPartChecks(
  { state, review: { subject }, facts }: Sitting,
  { voices, orgPath }: Signer,
): Check[] {
  const { revokingRole: role } = facts.policy.values
  switch (subject.verb) {
    case 'releaseFunds':
      return [listerCheck(state, yearOfRelease(subject), voices)]
    case 'revokeDecision':
      return [must(!orgPath.includes(state.authority), 'revokingAuthorityOnly', { role })]
    default:
      return []
  }
}

/** The people whom an earlier act keeps away: nobody asks them to sign. */
export const keptAway = (state: ProjectState, { subject }: Review): PersonId[] =>
  subject.verb === 'releaseFunds' ? listersOf(state, yearOfRelease(subject)) : []

const yearOfRelease = ({ body }: Review['subject']): number => (body as BodyOf<'releaseFunds'>).year
