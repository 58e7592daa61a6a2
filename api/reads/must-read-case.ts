/** Checks that the caller may read the content of a case. */
import type { Kind } from '#domain/engine/kind.ts'
import { caseIdOf } from '#domain/values/ids.ts'
import type { Caller } from '../auth/caller.ts'
import { notFound } from '../problem.ts'
import type { Services } from '../services.ts'
import { viewerOf } from './viewer.ts'

/** Throws a Problem if the caller may not read the case. To see only its status is not enough. */
export async function mustReadCase(
  { views }: Pick<Services, 'views'>,
  caller: Caller,
  { kind, id }: { kind: Kind; id: string },
): Promise<void> {
  const viewer = viewerOf(caller)
  const reads = viewer.scope !== 'metadata' && (await views.sees(caseIdOf(kind.name, id), viewer))
  if (!reads) throw notFound()
}
