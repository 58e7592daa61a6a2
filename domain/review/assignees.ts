/** Who may be given a seat, by 加签, 转办 or 委派: nobody who had a part in the matter, has spoken in the round, or sits in it already. */

import type { Relation } from '../case/action.ts'
import { decidingRoots, isOfOwner, partsHadBy } from '../case/duties.ts'
import type { PartKind } from '../case/parts.ts'
import { type Check, mustOf, type RefusalEntry, unmetOf } from '../case/refusal.ts'
import { type Side, voicesOf } from '../case/voices.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import type { NamedPerson, PersonActor, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { entryOf, presentCheck } from './named-people.ts'
import { hasVoted, officeChecks, type RoundContext, subjectEntry } from './seats.ts'
import { SIGNER_ROLES } from './signer-roles.ts'
import type { ReviewedState, ReviewSeat } from './state.ts'
import type { RoundTopic } from './topic.ts'

const REFUSALS = {
  giveeIsSelf: {
    kind: 'input',
    zh: '不能交给本人',
    en: 'it cannot be given to oneself',
    source: POLICY_DEFAULT,
  },
  giveeIsPreparer: {
    kind: 'gate',
    zh: '{person} 参与编制或申报，不得签署',
    en: '{person} prepared or submitted the case and never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  giveeHasVoted: {
    kind: 'gate',
    zh: '{person} 已在本轮签署',
    en: '{person} has voted in this round already',
    source: SEPARATION_OF_DUTIES,
  },
  giveeIsExpert: {
    kind: 'gate',
    zh: '{person} 参与了评估，不得参与决定',
    en: '{person} appraised it and never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  giveeIsParty: {
    kind: 'gate',
    zh: '{person} 属于建设单位、后评价机构、监理或承建单位，不得参与决定',
    en: '{person} belongs to the owner, the post-evaluator, the supervisor or the contractor, and never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  giveeRecused: {
    kind: 'gate',
    zh: '{person} 已回避',
    en: '{person} stood aside',
    source: SEPARATION_OF_DUTIES,
  },
  personMayNotSign: {
    kind: 'gate',
    zh: '{person} 的角色、单位或职务不得签署此席位',
    en: '{person} does not hold the role, the organisation or the rank to sign there',
    source: SEPARATION_OF_DUTIES,
  },
  giveeSits: {
    kind: 'gate',
    zh: '{person} 已有席位',
    en: '{person} holds another seat of this round',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const notSelf = ({ facts }: RoundContext, to: PersonId): Check =>
  must(!voicesOf(facts.actor).includes(to), 'giveeIsSelf')

/** Checks on the person who gets a seat: they must have no part in the matter, no vote, no recusal and no seat. */
export function assigneeChecks(at: RoundContext, person: PersonId | undefined): Check[] {
  if (person === undefined) return []
  const { state, review, facts } = at
  const entry = entryOf(facts, person)
  const people = [person, ...(entry?.accounts ?? [])]
  const params = { person }
  return [
    ...assigneePartChecks(state, person, {
      ...{ people, orgPath: entry?.orgPath ?? [], roles: entry?.roles ?? [] },
      relation: subjectEntry(at).relation,
    }),
    must(!people.some((one) => hasVoted(review, one)), 'giveeHasVoted', params),
    must(!people.some((one) => review.recused.includes(one)), 'giveeRecused', params),
    must(
      !review.seats.some(
        (seat) => seat.mark === undefined && seat.person !== undefined && people.includes(seat.person),
      ),
      'giveeSits',
      params,
    ),
  ]
}

/** Why a person or an office may not get a seat: because of a part that they or their organisation had in the case. */
export function assigneePartChecks(
  state: ReviewedState,
  name: string,
  { roles, relation, ...side }: Side & { roles: readonly Role[]; relation: Relation },
): Check[] {
  const deciding = decidingRoots(state, relation, { roles, orgPath: side.orgPath })
  const parts = partsHadBy(state, [side], deciding)
  const isParty = parts.some((kind) => PARTIES.includes(kind)) || isOfOwner(state, [side], deciding)
  const params = { person: name }
  return [
    must(!parts.includes('preparer') && !parts.includes('author'), 'giveeIsPreparer', params),
    must(!parts.includes('appraiser'), 'giveeIsExpert', params),
    must(!isParty, 'giveeIsParty', params),
  ]
}

const PARTIES: readonly PartKind[] = ['evaluator', 'supervisor', 'contractor']

/** The person has a role that can sign or advise. */
export function signerChecks(at: RoundContext, person: PersonId | undefined): Check[] {
  if (person === undefined) return []
  const roles: readonly Role[] = SIGNER_ROLES
  const isSigner = entryOf(at.facts, person)?.roles.some((role) => roles.includes(role)) ?? true
  return [...namedChecks(at, person), must(isSigner, 'personMayNotSign', { person })]
}

/** The person may hold exactly this seat: its requirements stay when it is transferred. */
export function successorChecks(at: RoundContext, seat: ReviewSeat | undefined, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  if (!entry || !seat) return namedChecks(at, person)
  const asksWho = seat.added !== true || seat.role !== undefined || seat.org !== undefined
  if (!asksWho) return signerChecks(at, person)
  const isFit = entry.roles.some(
    (role) => unmetOf(officeChecks(at, { ...seat, moved: true }, actorFor(entry, role))).length === 0,
  )
  return [...namedChecks(at, person), must(isFit, 'personMayNotSign', { person })]
}

/** The person is there on that day, and no part in an earlier act excludes them. */
function namedChecks(at: RoundContext, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  const side = { people: [person, ...(entry?.accounts ?? [])], orgPath: entry?.orgPath ?? [] }
  return [presentCheck(at.facts, person), ...at.kind.earlierPartChecks(at, [side])]
}

/** A named person as an actor in this role. */
export const actorFor = ({ id, org, orgPath, isLeader, accounts }: NamedPerson, role: Role): PersonActor => ({
  kind: 'person',
  ...{ person: id, role, org, orgPath, isLeader },
  ...(accounts ? { accounts } : {}),
})

export const ASSIGNEES = { refusals: REFUSALS } satisfies RoundTopic
