/** Separation of duties between acts: who had a part in an earlier act that keeps them from signing this one. */

import type { Check } from '../case/refusal.ts'
import type { Side } from '../case/voices.ts'
import type { Seen } from '../review/seats.ts'
import type { Review } from '../review/state.ts'
import { isSameRoot, type OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { BodyOf } from './actions.ts'
import { approverCheck, approversOf } from './approval/revocation.ts'
import type { Stage } from './approval/words.ts'
import { listerCheck, listersOf } from './budget/plan.ts'
import type { Facts } from './facts.ts'
import { must } from './refusals.ts'
import type { ProjectState } from './state.ts'

/** A round on a project. */
type OfProject = Seen & { state: ProjectState; facts: Pick<Facts, 'policy'> }

/** S: who lists a line of the plan does not release on it; who approved, and their authority, does not revoke. */
export function earlierPartChecks(
  { state, review: { subject }, facts }: OfProject,
  sides: readonly Side[],
): Check[] {
  const voices = sides.flatMap(({ people }) => people)
  const { revokingRole: role } = facts.policy.values
  switch (subject.verb) {
    case 'releaseFunds':
      return [listerCheck(state, yearOfRelease(subject), voices)]
    case 'revokeDecision':
      return [
        must(!sides.some(({ orgPath }) => orgPath.includes(state.authority)), 'revokingAuthorityOnly', {
          role,
        }),
        approverCheck(state, stageOfRevocation(subject), voices),
      ]
    case 'commissionAppraisal':
      return [must(!isOfAgency(subject, 'agency', sides), 'expertMayNotDecide')]
    case 'commissionPostEvaluation':
      return [must(!isOfAgency(subject, 'evaluator', sides), 'evaluatorMayNotDecide')]
    default:
      return []
  }
}

/** The people whom an earlier act keeps away: nobody asks them to sign. */
export function keptAway(state: ProjectState, { subject }: Review): PersonId[] {
  if (subject.verb === 'releaseFunds') return listersOf(state, yearOfRelease(subject))
  return subject.verb === 'revokeDecision' ? approversOf(state, stageOfRevocation(subject)) : []
}

/** Somebody of the very agency that is to be commissioned, up to its root. */
function isOfAgency(
  { body, paths = {} }: Review['subject'],
  field: 'agency' | 'evaluator',
  sides: readonly Side[],
): boolean {
  const agency = (body as Record<typeof field, OrgId>)[field]
  return sides.some(({ orgPath }) => isSameRoot(paths[agency] ?? [agency], orgPath))
}

const yearOfRelease = ({ body }: Review['subject']): number => (body as BodyOf<'releaseFunds'>).year
const stageOfRevocation = ({ body }: Review['subject']): Stage => (body as BodyOf<'revokeDecision'>).stage
