/**
 * Separation of duties [D]: whoever had a part in a case never decides on it, in no seat and in nobody's stead. Rules
 * look at both sides of a substitution, at all accounts of a human, and at organisations up to the root.
 */

import { isSameRoot, NATIONAL, type OrgId, type Role, rootOf } from '../values/directory.ts'
import type { Relation } from './action.ts'
import { PART_KINDS, type Part, type PartKind } from './parts.ts'
import type { Check } from './refusal.ts'
import { type CaseRefusal, must } from './refusals.ts'
import type { CaseState } from './state.ts'
import type { Side } from './voices.ts'

/**
 * Roots of whom the law has do the act: the authority for its own acts, for others a national body as well. Of these
 * only the bureaus that had a part are kept away; otherwise nobody could decide on a department's own projects.
 */
export const decidingRoots = (
  { authority }: Pick<CaseState, 'authority'>,
  relation: Relation,
  { roles, orgPath }: { roles: readonly Role[]; orgPath: readonly OrgId[] },
): OrgId[] =>
  relation !== 'authority' && roles.some((role) => NATIONAL.includes(role))
    ? [authority, rootOf(orgPath)]
    : [authority]

type Bodies = Pick<CaseState, 'owner' | 'authority'>

/** Of a national body that decides beside the authority: somebody seconded to the owner, whom the owner names. */
export const isNationalDrafter = ({ owner, authority }: Bodies, { kind, person, orgPath }: Part): boolean =>
  kind === 'preparer' && person !== null && ![owner, authority].includes(rootOf(orgPath))

/**
 * What is kept away on account of a part: the whole organisation up to its root, or of a deciding one the bureau
 * with all its divisions. Of the owner the bureau, too: where another body decides, all of it is kept away as the owner.
 * Somebody who belongs to none of its bureaus keeps nobody else away, or nobody would be left to decide. Nor does who
 * drafted for the owner and is of a national body: by naming them the owner would keep its bureau from finding against it.
 */
export function barredUnit(bodies: Bodies, part: Part, deciding: readonly OrgId[]): OrgId | undefined {
  const { orgPath } = part
  const root = rootOf(orgPath)
  if (root !== bodies.owner && !deciding.includes(root)) return orgPath.at(-1)
  return isNationalDrafter(bodies, part) ? undefined : orgPath.at(-2)
}

/** The parts that keep any of these sides from deciding. */
export function partsHadBy(
  state: Pick<CaseState, 'parts' | 'owner' | 'authority'>,
  sides: readonly Side[],
  deciding: readonly OrgId[],
): PartKind[] {
  const had = (part: Part, { people, orgPath }: Side): boolean => {
    const unit = barredUnit(state, part, deciding)
    const isPerson = part.person !== null && people.includes(part.person)
    return isPerson || (unit !== undefined && orgPath.includes(unit))
  }
  const kept = state.parts.filter((part) => sides.some((side) => had(part, side)))
  return PART_KINDS.filter((kind) => kept.some((part) => part.kind === kind))
}

/** Somebody of the owner, where another body decides. */
export const isOfOwner = (
  { owner }: Pick<CaseState, 'owner'>,
  sides: readonly Side[],
  deciding: readonly OrgId[],
): boolean => !deciding.includes(owner) && sides.some(({ orgPath }) => orgPath.includes(owner))

const MAY_NOT: Readonly<Record<PartKind, CaseRefusal>> = {
  preparer: 'preparerMayNotDecide',
  author: 'authorMayNotDecide',
  appraiser: 'expertMayNotDecide',
  evaluator: 'evaluatorMayNotDecide',
  supervisor: 'supervisorMayNotDecide',
  contractor: 'contractorMayNotDecide',
}

/** Every part that keeps these sides from deciding on the project, each with its reason. */
export const dutyChecks = (state: CaseState, sides: readonly Side[], deciding: readonly OrgId[]): Check[] => [
  ...partsHadBy(state, sides, deciding).map((kind) => must(false, MAY_NOT[kind])),
  must(!isOfOwner(state, sides, deciding), 'ownerMayNotDecide'),
]

/** Whether an organisation of that path shares its root with one that had such a part. */
export const sharesRoot = ({ parts }: CaseState, path: readonly OrgId[], ...kinds: PartKind[]): boolean =>
  parts.some((part) => kinds.includes(part.kind) && isSameRoot(part.orgPath, path))
