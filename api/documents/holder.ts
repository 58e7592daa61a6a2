/** Whose documents they are: a draft's or a project's. Who reads that, reads them. */
import type { DocumentVersion } from '#db/intake/documents.ts'
import { findDraft } from '#db/intake/drafts.ts'
import { orgPathOf } from '#domain/values/directory.ts'
import { type ProjectId, projectCaseId } from '#domain/values/ids.ts'
import { DRAFT_ROLES, UPLOAD_ROLES } from '../access.ts'
import { type Caller, mustBe } from '../auth/caller.ts'
import { draftSubmitted } from '../drafts/conflict.ts'
import { notFound, Problem } from '../problem.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'

/** How the project stands is not what it says: who sees no more than that sees no documents. */
export async function readsProject({ views }: Services, caller: Caller, id: string): Promise<boolean> {
  const viewer = viewerOf(caller)
  return viewer.scope !== 'metadata' && (await views.sees(projectCaseId(id as ProjectId), viewer))
}

async function draftOf({ pool }: Services, { actor }: Caller, id: string) {
  return DRAFT_ROLES.includes(actor.role) ? findDraft(pool, id, actor.orgPath) : undefined
}

export async function mustReadProject(services: Services, caller: Caller, id: string): Promise<void> {
  if (!(await readsProject(services, caller, id))) throw notFound()
}

export async function mustReadDraft(services: Services, caller: Caller, id: string): Promise<void> {
  mustBe(caller, ...DRAFT_ROLES)
  if (!(await draftOf(services, caller, id))) throw notFound()
}

/** For documents known by their own id: the project that the draft became, or the draft. */
export async function mustReadHolder(services: Services, caller: Caller, id: string): Promise<void> {
  if (await readsProject(services, caller, id)) return
  if (!(await draftOf(services, caller, id))) throw notFound()
}

export async function mustAddToProject(services: Services, caller: Caller, id: string): Promise<void> {
  await mustReadProject(services, caller, id)
  mustBe(caller, ...UPLOAD_ROLES)
}

export async function mustAddToDraft(services: Services, caller: Caller, id: string): Promise<void> {
  mustBe(caller, ...DRAFT_ROLES)
  const draft = await draftOf(services, caller, id)
  if (!draft) throw notFound()
  if (draft.submittedCase) throw draftSubmitted()
}

/**
 * A further version: from the organisation alone that brought the document, all its bureaus counted as one. To whoever
 * does not read it, it does not exist.
 */
export async function mustAddVersion(
  services: Services,
  caller: Caller,
  { holder, uploadedFor }: Pick<DocumentVersion, 'holder' | 'uploadedFor'>,
): Promise<void> {
  if (await readsProject(services, caller, holder)) mustBe(caller, ...UPLOAD_ROLES)
  else if (await draftOf(services, caller, holder)) await mustAddToDraft(services, caller, holder)
  else throw notFound()
  const { actor, directory } = caller
  const brought = orgPathOf(uploadedFor, directory.orgs).at(-1)
  if (actor.orgPath.at(-1) !== brought) throw new Problem('forbidden', { detail: NOT_YOURS })
}

const NOT_YOURS = {
  zh: '文件由其他单位上传，新版本须由该单位上传。',
  en: 'Another organisation brought the document; further versions come from it.',
}
