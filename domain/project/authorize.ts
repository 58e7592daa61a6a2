/** Who may do an act: role, relation to the project, and separation of duties. Data in `actions.ts`, logic here. */

import { type Check, must } from '../refusal.ts'
import { sidesOf } from '../substitution/substitution.ts'
import { isSameRoot, type PersonActor } from '../values/directory.ts'
import type { ActionEntry, Relation } from './actions.ts'
import { decidingRoots, dutyChecks } from './duties.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'

/** What authorisation looks at besides the case. */
type Seen = Pick<Facts, 'actor' | 'policy'>

const RELATIONS: Readonly<
  Record<Relation, (state: ProjectState, actor: PersonActor, policy: Facts['policy']) => boolean>
> = {
  // Before the first submission there is no owner yet; `submitStage` itself checks the one it names.
  owner: (state, actor) => state.status === 'unopened' || actor.orgPath.includes(state.owner),
  authority: (state, actor) => actor.orgPath.includes(state.authority),
  agency: (state, actor) => agenciesOf(state).some((agency) => actor.orgPath.includes(agency)),
  national: () => true,
  // Who may sit on a panel is checked seat by seat.
  signer: () => true,
  revoker: (state, actor, { values }) =>
    actor.role === values.revokingRole &&
    !sidesOf(actor).some(({ orgPath }) => orgPath.includes(state.authority)),
}

/** Agencies that have a report to write right now. */
export function agenciesOf(state: ProjectState): string[] {
  const appraiser = state.status === 'appraising' ? state.approval.appraisal?.agency : undefined
  const post = state.evaluation?.post
  const evaluator = post?.report === null ? post.evaluator : undefined
  return [appraiser, evaluator].filter((agency) => agency !== undefined)
}

/** Every reason why this actor may not do the act, whatever its content. */
export function authorize(state: ProjectState, entry: ActionEntry, { actor, policy }: Seen): Check[] {
  if (actor.kind === 'system') return []
  const related = RELATIONS[entry.relation](state, actor, policy)
  const checks = [
    must(entry.roles.includes(actor.role), 'roleMayNot', { role: actor.role }),
    entry.relation === 'revoker'
      ? must(related, 'revokingAuthorityOnly', { role: policy.values.revokingRole })
      : must(related, 'outOfScope'),
    sameRootCheck(actor, policy),
  ]
  if (!entry.decides) return checks
  const deciding = decidingRoots(state, entry.relation, { roles: [actor.role], orgPath: actor.orgPath })
  return [...checks, ...dutyChecks(state, sidesOf(actor), deciding)]
}

/** A substitute is of the same department, agency or firm, unless policy lets others stand in. */
const sameRootCheck = ({ orgPath, actingFor }: PersonActor, { values }: Facts['policy']): Check =>
  must(
    actingFor === undefined || !values.substituteOfSameRoot || isSameRoot(actingFor.ownPath, orgPath),
    'substituteOfOtherOrganisation',
  )
