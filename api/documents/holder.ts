/** Permissions on documents: people who may read the case or the draft may read its documents. */
import type { DocumentVersion } from '#db/intake/documents.ts'
import { findDraft } from '#db/intake/drafts.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { orgPathOf } from '#domain/values/directory.ts'
import { DRAFT_ROLES, UPLOAD_ROLES } from '../access.ts'
import { type Caller, mustBe } from '../auth/caller.ts'
import { draftSubmitted } from '../drafts/conflict.ts'
import { draftFor } from '../drafts/draft-for.ts'
import { notFound, Problem } from '../problem.ts'
import { mustReadCase } from '../reads/must-read-case.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'

/** Throws a Problem when the caller may not do something with the documents of this case or draft. */
export type Check = (services: Services, caller: Caller, holder: { kind: Kind; id: string }) => Promise<void>

async function draftOf({ pool }: Services, { actor }: Caller, id: string) {
  return DRAFT_ROLES.includes(actor.role) ? findDraft(pool, id, actor.orgPath) : undefined
}

export const mustReadDraft: Check = async (services, caller, holder) => {
  await draftFor(services, caller, holder)
}

export const mustAddToCase: Check = async (services, caller, holder) => {
  await mustReadCase(services, caller, holder)
  mustBe(caller, ...UPLOAD_ROLES)
}

export const mustAddToDraft: Check = async (services, caller, holder) => {
  if ((await draftFor(services, caller, holder)).submittedCase) throw draftSubmitted()
}

/** Whether the caller may read the case with this UUID, of any kind. */
async function readsCaseOf({ views }: Services, caller: Caller, holder: string): Promise<boolean> {
  const viewer = viewerOf(caller)
  return viewer.scope !== 'metadata' && (await views.seesOwn(holder, viewer))
}

/** For documents that are addressed by their own id: the caller must be able to read the case, or the draft. */
export async function mustReadHolder(services: Services, caller: Caller, holder: string): Promise<void> {
  if (await readsCaseOf(services, caller, holder)) return
  if (!(await draftOf(services, caller, holder))) throw notFound()
}

/**
 * A further version may come only from the organisation that uploaded the document, including all its bureaus. For callers who may not
 * read the document, it does not exist.
 */
export async function mustAddVersion(
  services: Services,
  caller: Caller,
  { holder, uploadedFor }: Pick<DocumentVersion, 'holder' | 'uploadedFor'>,
): Promise<void> {
  if (await readsCaseOf(services, caller, holder)) mustBe(caller, ...UPLOAD_ROLES)
  else {
    const draft = await draftOf(services, caller, holder)
    if (!draft) throw notFound()
    if (draft.submittedCase) throw draftSubmitted()
  }
  const { actor, directory } = caller
  const brought = orgPathOf(uploadedFor, directory.orgs).at(-1)
  if (actor.orgPath.at(-1) !== brought) throw new Problem('forbidden', { detail: NOT_YOURS })
}

const NOT_YOURS = {
  zh: '文件由其他单位上传，新版本须由该单位上传。',
  en: 'Another organisation uploaded the document; only that organisation can add versions.',
}
