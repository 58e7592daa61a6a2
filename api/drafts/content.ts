import { recordEarlyRefusal } from '#db/intake/refusals.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { OrgId } from '#domain/values/directory.ts'
import { holdsClassified } from '../acts/content.ts'
import type { Caller } from '../auth/caller.ts'
import { refused } from '../problem.ts'
import type { Services } from '../services.ts'

const CLASSIFIED: Refusal = { unmet: [{ code: 'classifiedContent' }] }

/** Refuses classified content. Only the attempt is recorded, not the content. */
export async function refuseClassified(
  { pool }: Services,
  { actor, now }: Caller,
  content: unknown,
): Promise<void> {
  if (!holdsClassified(content)) return
  const attempt = { actor, action: 'draft', commandId: null, caseId: null, refusal: CLASSIFIED, at: now }
  await recordEarlyRefusal(pool, attempt)
  throw refused(CLASSIFIED)
}

/** The owner of a draft: the organisation for which the case would be opened, by default the department. It must be the writer's own. */
export function ownerOf({ actor }: Caller, kind: Kind, content: unknown): OrgId {
  const owner = kind.openedFor(content, actor) ?? actor.orgPath.at(-1) ?? actor.org
  if (!actor.orgPath.includes(owner)) throw refused({ unmet: [{ code: 'outOfScope' }] })
  return owner
}
