/**
 * Whom the owner names for itself. Whoever is named has a part, and is kept from deciding by it: so nobody is named who belongs to
 * a body that decides, the national ones too, or the owner would choose who may decide (Separation of duties [D]).
 */

import { pathOf } from '../case/parts.ts'
import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import { presentCheck } from '../review/named-people.ts'
import { isSameRoot, type OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Facts } from './facts.ts'

type Known = Pick<Facts, 'named' | 'on' | 'policy'>

export interface Sides {
  owner: OrgId
  authority: OrgId
}

/** Firms and units that work for the owner: its own, or of somebody who does not decide. */
export const partyChecks = (
  { owner, authority }: Sides,
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

/** Whoever is commissioned with a report has somebody who can hand it in, or the case would wait for nobody. */
export const reportingCheck = ({ named }: Pick<Known, 'named'>, agency: OrgId): Check =>
  must(named.organisations.find(({ id }) => id === agency)?.hasExpert !== false, 'agencyWithoutExpert', {
    agency,
  })

/** People of the owner, who are there on that day. */
export const ownPeopleChecks = (
  { owner }: Pick<Sides, 'owner'>,
  facts: Known,
  ...people: PersonId[]
): Check[] =>
  people.flatMap((person) => [
    must(isOf(facts, person, [owner]), 'notOfOwner', { name: person }),
    presentCheck(facts, person),
  ])

/** That the directory knows them is checked for all whom an act names. */
const isOf = ({ named }: Known, person: PersonId, path: readonly OrgId[]): boolean => {
  const entry = named.people.find(({ id }) => id === person)
  return !entry || isSameRoot(path, entry.orgPath)
}
