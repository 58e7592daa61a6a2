import { asOffice, asPerson, type Involved, type Viewer } from '#db/queries/scope.ts'
import { SIGNER_ROLES } from '#domain/review/signer-roles.ts'
import { NATIONAL_ROLES, READS_CASES, READS_PARTS, type ReadScope } from '../access.ts'
import type { Caller } from '../auth/caller.ts'

/** The organisation and role of a reader; for a substitute, those of the represented person. */
export type Reading = Pick<Caller, 'actor' | 'directory'>

/** What the caller may see in the role of this token. */
export const viewerOf = (caller: Reading): Viewer => {
  const { orgPath } = caller.actor
  const involvedAs = involvedAsOf(caller)
  return { scope: scopeOf(caller), orgPath, involvedAs, openRounds: openRoundsFor(caller) }
}

function involvedAsOf({ actor }: Reading): Involved[] {
  const { person, role, orgPath, actingFor } = actor
  const signs = SIGNER_ROLES.some((signing) => signing === role)
  return [
    asPerson(actingFor?.person ?? person),
    ...orgPath.flatMap((org) => [asOffice(role, org), ...(signs ? [asOffice(undefined, org)] : [])]),
  ]
}

function scopeOf(caller: Reading): ReadScope {
  const scope = READS_CASES[caller.actor.role]
  return scope === 'party' && isNational(caller) ? 'national' : scope
}

function openRoundsFor(caller: Reading): Viewer['openRounds'] {
  if (READS_PARTS[caller.actor.role].openRounds !== 'all') return 'none'
  return isNational(caller) ? 'national' : 'authority'
}

/** By role, or because the organisation or one above it is a national body in the directory. */
const isNational = ({ actor: { role, orgPath }, directory }: Reading): boolean =>
  NATIONAL_ROLES.includes(role) || orgPath.some((org) => directory.orgs.get(org)?.isNational === true)
