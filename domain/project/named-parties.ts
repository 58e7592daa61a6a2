/**
 * Organisations and people that the owner names for its own work. They get a part in the case and may then not decide on it. So the
 * owner may not name a body that decides, or a national one: otherwise it could choose who decides (Separation of duties [D]).
 */

import { pathOf } from '../case/parts.ts'
import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import { presentCheck } from '../review/named-people.ts'
import { isSameRoot, type OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Facts } from './facts.ts'

type Known = Pick<Facts, 'named' | 'on' | 'policy'>

export interface Bodies {
  owner: OrgId
  authority: OrgId
}

/** Firms and units that work for the owner must belong to the owner, or to no body that decides. */
export const partyChecks = (
  { owner, authority }: Bodies,
  { named, policy }: Known,
  ...parties: (OrgId | undefined)[]
): Check[] =>
  parties.flatMap((party) => {
    if (party === undefined) return []
    const path = pathOf(named, party)
    const isNational = named.organisations.find(({ id }) => id === party)?.isNational === true
    const decides =
      isNational || [authority, policy.values.planningAuthority].some((root) => isSameRoot([root], path))
    return [must(!decides || isSameRoot([owner], path), 'partyDecides', { name: party })]
  })

/** An agency that must write a report needs an expert who can hand it in, or nobody could do what the case waits for. */
export const reportingCheck = ({ named }: Pick<Known, 'named'>, agency: OrgId): Check =>
  must(named.organisations.find(({ id }) => id === agency)?.hasExpert !== false, 'agencyWithoutExpert', {
    agency,
  })

/** The people must belong to the owner, and must not have left. */
export const ownPeopleChecks = (
  { owner }: Pick<Bodies, 'owner'>,
  facts: Known,
  ...people: PersonId[]
): Check[] =>
  people.flatMap((person) => [
    must(isOf(facts, person, [owner]), 'notOfOwner', { name: person }),
    presentCheck(facts, person),
  ])

/** True for unknown people: another check refuses them. */
const isOf = ({ named }: Known, person: PersonId, path: readonly OrgId[]): boolean => {
  const entry = named.people.find(({ id }) => id === person)
  return !entry || isSameRoot(path, entry.orgPath)
}
