/** Relations to a project that other kinds of case do not have. */
import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import type { OrgId, PersonActor } from '../values/directory.ts'
import { consultedCheck } from './approval/consultation.ts'
import { revokerCheck } from './approval/revocation.ts'
import type { Policy } from './policy.ts'
import type { ProjectState } from './state.ts'

/** `agency`: the agency that must write a report now. `consulted`, `revoker`: see `consultedCheck`, `revokerCheck`. */
export function relationCheck(
  relation: string,
  state: ProjectState,
  { actor, policy }: { actor: PersonActor; policy: Policy },
): Check {
  switch (relation) {
    case 'agency':
      return must(
        agenciesOf(state).some((agency) => actor.orgPath.includes(agency)),
        'outOfScope',
      )
    case 'consulted':
      return consultedCheck(state, actor)
    case 'revoker':
      return revokerCheck(state, { actor, policy })
    default:
      throw new Error(`no act asks for the relation ${relation}`)
  }
}

/** Agencies that must write a report now. */
export function agenciesOf(state: ProjectState): OrgId[] {
  const appraiser = state.status === 'appraising' ? state.approval.appraisal?.agency : undefined
  const post = state.evaluation?.post
  const evaluator = post?.report === null ? post.evaluator : undefined
  return [appraiser, evaluator].filter((agency) => agency !== undefined)
}
