/** Who may do an act: role, relation to the project, and separation of duties. Data in `actions.ts`, logic here. */
import type { Actor } from '../directory.ts'
import { type Check, must } from '../refusal.ts'
import type { ActionEntry, Relation } from './actions.ts'
import type { ProjectState } from './state.ts'

type PersonActor = Extract<Actor, { kind: 'person' }>

const RELATIONS: Readonly<Record<Relation, (state: ProjectState, actor: PersonActor) => boolean>> = {
  // Before the first submission there is no owner yet; `submitStage` itself checks the one it names.
  owner: (state, actor) => state.status === 'unopened' || actor.orgPath.includes(state.owner),
  authority: (state, actor) => actor.orgPath.includes(state.authority),
  agency: (state, actor) => agenciesOf(state).some((agency) => actor.orgPath.includes(agency)),
  national: () => true,
  // Who may sit on a panel is checked seat by seat.
  signer: () => true,
}

/** Agencies that have a report to write right now. */
function agenciesOf(state: ProjectState): string[] {
  const appraiser = state.status === 'appraising' ? state.approval.appraisal?.agency : undefined
  const post = state.evaluation?.post
  const evaluator = post?.report === null ? post.evaluator : undefined
  return [appraiser, evaluator].filter((agency) => agency !== undefined)
}

/** Every reason why this actor may not do the act, whatever its content. */
export function authorize(state: ProjectState, entry: ActionEntry, actor: Actor): Check[] {
  if (actor.kind === 'system') return []
  const checks = [
    must(entry.roles.includes(actor.role), 'roleMayNot', { role: actor.role }),
    must(RELATIONS[entry.relation](state, actor), 'outOfScope'),
  ]
  return entry.decides ? [...checks, must(!prepared(state, actor), 'preparerMayNotDecide')] : checks
}

/** S1: by person and by bureau. */
function prepared(state: ProjectState, actor: PersonActor): boolean {
  return state.preparers.some(({ person, org }) => person === actor.person || org === actor.org)
}
