/** Who had a part in a case: prepared it, wrote, appraised, evaluated, supervised or built something of it. */

import type { Actor, Named, OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { sidesOf } from './voices.ts'

export const PART_KINDS = [
  'preparer',
  'author',
  'appraiser',
  'evaluator',
  'supervisor',
  'contractor',
] as const
export type PartKind = (typeof PART_KINDS)[number]

export interface Part {
  kind: PartKind
  /** Null: the organisation as a whole. */
  person: PersonId | null
  /** Their bureau or the organisation, and all above it at that time, nearest first; empty when it is not known. */
  orgPath: OrgId[]
}

/** What events say of organisations that they name: each with all above it, by the directory at that time. */
export type Paths = Readonly<Record<OrgId, OrgId[]>>

/** Whoever moved between two acts has both parts: each keeps away another department. */
const isSame = (one: Part, other: Part): boolean =>
  one.kind === other.kind && one.person === other.person && one.orgPath.join() === other.orgPath.join()

export function withParts<S extends { parts: Part[] }>(state: S, parts: readonly Part[]): S {
  const added = parts.filter(
    (part, index) => ![...state.parts, ...parts.slice(0, index)].some((known) => isSame(known, part)),
  )
  return added.length === 0 ? state : { ...state, parts: [...state.parts, ...added] }
}

/** A substitute and whom they acted for both had it, each with their organisation. */
export const withPartOf = <S extends { parts: Part[] }>(state: S, kind: PartKind, by: Actor): S =>
  withParts(
    state,
    sidesOf(by).map(({ people: [person = null], orgPath }) => ({ kind, person, orgPath: [...orgPath] })),
  )

/**
 * Whoever submits for the owner what the authority then decides on is a preparer, also where a department approves
 * its own.
 */
export const withPreparer = <S extends { parts: Part[] }>(state: S, by: Actor): S =>
  withPartOf(state, 'preparer', by)

/** The part of an organisation that an event names. */
export const partOf = (kind: PartKind, org: OrgId, paths: Paths | undefined): Part => ({
  ...{ kind, person: null },
  orgPath: paths?.[org] ?? [org],
})

/** Of an organisation that had such a part, as it was when it got it. */
export const pathOfPart = ({ parts }: { parts: readonly Part[] }, kind: PartKind, org: OrgId): OrgId[] =>
  parts.findLast((part) => part.kind === kind && part.person === null && part.orgPath[0] === org)
    ?.orgPath ?? [org]

/** For an event: the paths of those organisations that the directory knows; of all that are named unless some are given. */
export const pathsOf = ({ organisations }: Named, ...orgs: OrgId[]): { paths?: Paths } => {
  const known = organisations.filter(({ id }) => orgs.length === 0 || orgs.includes(id))
  return known.length === 0 ? {} : { paths: Object.fromEntries(known.map(({ id, path }) => [id, path])) }
}

/** Of an organisation that an act names; one that the directory does not know stands alone. */
export const pathOf = ({ organisations }: Named, org: OrgId): OrgId[] =>
  organisations.find(({ id }) => id === org)?.path ?? [org]
