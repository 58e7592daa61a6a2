/** The problem when another person changed, removed or submitted a draft in the meantime. */
import { findDraft } from '#db/intake/drafts.ts'
import type { Caller } from '../auth/caller.ts'
import { notFound, Problem } from '../problem.ts'
import type { Services } from '../services.ts'

export const draftSubmitted = (): Problem =>
  new Problem('state-conflict', { detail: { zh: '草稿已报送。', en: 'The draft was submitted.' } })

/** Reads the draft again to find out what has changed. */
export async function draftConflict({ pool }: Services, { actor }: Caller, id: string): Promise<Problem> {
  const draft = await findDraft(pool, id, actor.orgPath)
  if (!draft) return notFound()
  return draft.submittedCase ? draftSubmitted() : new Problem('version-conflict')
}
