/** Finds a draft that the caller may write. */
import { type Draft, findDraft } from '#db/intake/drafts.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { DRAFT_ROLES } from '../access.ts'
import { type Caller, mustBe } from '../auth/caller.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'

/** Throws a Problem if the caller's role may not write drafts, or if the draft does not exist. */
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
