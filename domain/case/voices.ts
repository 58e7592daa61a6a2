/** The people behind an actor: the person and, if they are a substitute 代班, also the person whom they act for. */
import type { Actor, OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'

/** One human with all their accounts, in the organisation that they belong to. */
export interface Side {
  people: readonly PersonId[]
  /** Their bureau and all above it, nearest first. */
  orgPath: readonly OrgId[]
}

/** The actor and, if they are a substitute, also the person whom they act for. */
export function sidesOf(actor: Actor): Side[] {
  if (actor.kind === 'system') return []
  const { person, accounts = [], orgPath, actingFor } = actor
  const own = { people: [person, ...accounts], orgPath: actingFor?.ownPath ?? orgPath }
  if (!actingFor) return [own]
  return [own, { people: [actingFor.person, ...(actingFor.accounts ?? [])], orgPath }]
}

/** All accounts of the actor and of the person whom they act for. */
export const voicesOf = (actor: Actor): PersonId[] => sidesOf(actor).flatMap(({ people }) => people)

/** The person whose seat it is: for a substitute, the person whom they act for. */
export const sitsAs = (actor: Actor): PersonId | null =>
  actor.kind === 'person' ? (actor.actingFor?.person ?? actor.person) : null
