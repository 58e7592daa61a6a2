/** Separation of duties between acts: who had a part in an earlier act that keeps them from signing this one. */

import { listerCheck } from '../budget/plan.ts'
import type { OrgId } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import type { BodyOf } from '../project/actions.ts'
import { type Check, must } from '../refusal.ts'
import type { Sitting } from './seats.ts'

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
    case 'releaseFunds': {
      const { year } = subject.body as BodyOf<'releaseFunds'>
      return [listerCheck(state, year, voices)]
    }
    case 'revokeDecision':
      return [must(!orgPath.includes(state.authority), 'revokingAuthorityOnly', { role })]
    default:
      return []
  }
}
