/**
 * Separation of duties [D]: people who had a part in a case may not decide on it, neither in a seat of their own nor as
 * a substitute. The rules check both people of a substitution, all accounts of a human, and organisations up to the root.
 */

import { isSameRoot, NATIONAL, type OrgId, type Role, rootOf } from '../values/directory.ts'
import type { Relation } from './action.ts'
import { PART_KINDS, type Part, type PartKind } from './parts.ts'
import type { Check } from './refusal.ts'
import { type CaseRefusal, must } from './refusals.ts'
import type { CaseState } from './state.ts'
import type { Side } from './voices.ts'

/**
 * Roots of the bodies that the law lets decide: for acts of the authority the authority alone, for other acts also the
 * national body that acts. Within these bodies only the bureaus that had a part are barred; otherwise nobody could decide
 * on the projects of the deciding department itself.
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

/** A preparer from a body that is neither owner nor authority: seconded to the owner, and named by the owner. */
export const isNationalDrafter = ({ owner, authority }: Bodies, { kind, person, orgPath }: Part): boolean =>
  kind === 'preparer' && person !== null && ![owner, authority].includes(rootOf(orgPath))

/**
 * The organisation that a part bars from deciding. It is the whole organisation up to its root, but in a deciding body and
 * in the owner only the bureau with its divisions. (If another body decides, `isOfOwner` bars the whole owner.)
 * Two cases bar no organisation: somebody who belongs to no bureau of the body, because nobody would be left to decide; and
 * somebody of a national body who drafted for the owner, because the owner could name them to bar a bureau.
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

/** Somebody belongs to the owner, and another body decides. */
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

/** Every reason why these sides may not decide on the case. */
export const dutyChecks = (state: CaseState, sides: readonly Side[], deciding: readonly OrgId[]): Check[] => [
  ...partsHadBy(state, sides, deciding).map((kind) => must(false, MAY_NOT[kind])),
  must(!isOfOwner(state, sides, deciding), 'ownerMayNotDecide'),
]

/** Whether the organisation of that path has the same root as one that had such a part. */
export const sharesRoot = ({ parts }: CaseState, path: readonly OrgId[], ...kinds: PartKind[]): boolean =>
  parts.some((part) => kinds.includes(part.kind) && isSameRoot(part.orgPath, path))
