/** Parts in a case: who prepared it, or wrote, appraised, evaluated, supervised or built something of it. */

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
  /** Null: the whole organisation. */
  person: PersonId | null
  /** Their bureau or the organisation, and all above it at that time, nearest first; empty when it is not known. */
  orgPath: OrgId[]
}

/** The organisations that an event names, each with all above it, by the directory at that time. */
export type Paths = Readonly<Record<OrgId, OrgId[]>>

/** A person who changed department between two acts has two parts: each bars another department. */
const isSame = (one: Part, other: Part): boolean =>
  one.kind === other.kind && one.person === other.person && one.orgPath.join() === other.orgPath.join()

export function withParts<S extends { parts: Part[] }>(state: S, parts: readonly Part[]): S {
  const added = parts.filter(
    (part, index) => ![...state.parts, ...parts.slice(0, index)].some((known) => isSame(known, part)),
  )
  return added.length === 0 ? state : { ...state, parts: [...state.parts, ...added] }
}

/** A substitute and the person whom they acted for both have the part, each with their own organisation. */
export const withPartOf = <S extends { parts: Part[] }>(state: S, kind: PartKind, by: Actor): S =>
  withParts(
    state,
    sidesOf(by).map(({ people: [person = null], orgPath }) => ({ kind, person, orgPath: [...orgPath] })),
  )

/** People who submit something for the owner are preparers, also where a department approves its own project. */
export const withPreparer = <S extends { parts: Part[] }>(state: S, by: Actor): S =>
  withPartOf(state, 'preparer', by)

/** The part of an organisation that an event names. */
export const partOf = (kind: PartKind, org: OrgId, paths: Paths | undefined): Part => ({
  ...{ kind, person: null },
  orgPath: paths?.[org] ?? [org],
})

/** The path of an organisation when it got this part. */
export const pathOfPart = ({ parts }: { parts: readonly Part[] }, kind: PartKind, org: OrgId): OrgId[] =>
  parts.findLast((part) => part.kind === kind && part.person === null && part.orgPath[0] === org)
    ?.orgPath ?? [org]

/** For an event: the paths of these organisations, or of all named ones if none is given, as far as the directory has them. */
export const pathsOf = ({ organisations }: Named, ...orgs: OrgId[]): { paths?: Paths } => {
  const known = organisations.filter(({ id }) => orgs.length === 0 || orgs.includes(id))
  return known.length === 0 ? {} : { paths: Object.fromEntries(known.map(({ id, path }) => [id, path])) }
}

/** The path of an organisation that an act names; only itself if the directory does not have it. */
export const pathOf = ({ organisations }: Named, org: OrgId): OrgId[] =>
  organisations.find(({ id }) => id === org)?.path ?? [org]
