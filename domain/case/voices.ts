/** Who speaks when somebody acts: they themselves and, as a substitute 代班, whom they act for. */
import type { Actor, OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'

/** One human with all their accounts, in the organisation that they belong to. */
export interface Side {
  people: readonly PersonId[]
  /** Their bureau and all above it, nearest first. */
  orgPath: readonly OrgId[]
}

/** Who speaks when this actor does: they themselves, and whom they act for. */
export function sidesOf(actor: Actor): Side[] {
  if (actor.kind === 'system') return []
  const { person, accounts = [], orgPath, actingFor } = actor
  const own = { people: [person, ...accounts], orgPath: actingFor?.ownPath ?? orgPath }
  if (!actingFor) return [own]
  return [own, { people: [actingFor.person, ...(actingFor.accounts ?? [])], orgPath }]
}

/** Every account whose voice it is when this actor speaks. */
export const voicesOf = (actor: Actor): PersonId[] => sidesOf(actor).flatMap(({ people }) => people)

/** In whose stead the actor sits: a substitute on the other's seat. */
export const sitsAs = (actor: Actor): PersonId | null =>
  actor.kind === 'person' ? (actor.actingFor?.person ?? actor.person) : null
