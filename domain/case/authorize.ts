/** Who may do an act: role, relation to the case, and separation of duties. */
import { isSameRoot, type PersonActor, ROLES } from '../values/directory.ts'
import type { ActionEntry } from './action.ts'
import { decidingRoots, dutyChecks } from './duties.ts'
import type { AuthorityFacts, CaseKind } from './kind.ts'
import type { Check } from './refusal.ts'
import { must } from './refusals.ts'
import { type CaseState, UNOPENED } from './state.ts'
import { sidesOf } from './voices.ts'

/** Every reason why this actor may not do the act, whatever its content. */
export function authorize(
  kind: Pick<CaseKind, 'relation'>,
  state: CaseState,
  { entry, ...seen }: { entry: ActionEntry } & AuthorityFacts,
): Check[] {
  const { actor, policy } = seen
  if (actor.kind === 'system') return []
  const checks = [
    must(entry.roles.includes(actor.role), 'roleMayNot', { role: ROLES[actor.role] }),
    relationCheck(kind, state, { relation: entry.relation, actor, policy }),
    sameRootCheck(actor, policy),
  ]
  if (!entry.decides) return checks
  const deciding = decidingRoots(state, entry.relation, { roles: [actor.role], orgPath: actor.orgPath })
  return [...checks, ...dutyChecks(state, sidesOf(actor), deciding)]
}

function relationCheck(
  kind: Pick<CaseKind, 'relation'>,
  state: CaseState,
  { relation, actor, policy }: { relation: string; actor: PersonActor } & Pick<AuthorityFacts, 'policy'>,
): Check {
  switch (relation) {
    case 'owner':
      // Before the first submission there is no owner yet; the act itself checks the one that it names.
      return must(state.status === UNOPENED || actor.orgPath.includes(state.owner), 'outOfScope')
    case 'authority':
      return must(actor.orgPath.includes(state.authority), 'outOfScope')
    case 'national':
    case 'signer':
      // A panel checks each seat itself.
      return null
    default:
      return kind.relation(relation, state, { actor, policy })
  }
}

/** A substitute belongs to the same department, agency or firm, unless policy allows others. */
const sameRootCheck = ({ orgPath, actingFor }: PersonActor, { values }: AuthorityFacts['policy']): Check =>
  must(
    actingFor === undefined || !values.substituteOfSameRoot || isSameRoot(actingFor.ownPath, orgPath),
    'substituteOfOtherOrganisation',
  )
