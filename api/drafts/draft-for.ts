/** A draft of one kind, as whoever may write it asks for it. */
import { type Draft, findDraft } from '#db/intake/drafts.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { DRAFT_ROLES } from '../access.ts'
import { type Caller, mustBe } from '../auth/caller.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'

/** Throws a Problem where the caller writes no drafts, or has none of that kind and id. */
export async function draftFor(
  { pool }: Pick<Services, 'pool'>,
  caller: Caller,
  { kind, id }: { kind: Kind; id: string },
): Promise<Draft> {
  mustBe(caller, ...DRAFT_ROLES)
  const draft = await findDraft(pool, id, caller.actor.orgPath)
  if (draft?.kind !== kind.name) throw notFound()
  return draft
}
