/** Every kind of case: the only file that knows all of them. */
import type { Catalogue } from './case/refusal.ts'
import type { Kind } from './engine/kind.ts'
import { PROJECT } from './project/kind.ts'
import { partsOf } from './values/ids.ts'

export const KINDS: readonly Kind[] = [PROJECT]

/** The kind of the case with this id; null where no kind has such cases. */
export function kindOfCase(caseId: string, kinds: readonly Kind[] = KINDS): Kind | null {
  const name = partsOf(caseId)?.kind
  return kinds.find((kind) => kind.name === name) ?? null
}

/** Every reason why an act on any case is not done. */
export const REFUSALS: Catalogue = Object.assign({}, ...KINDS.map(({ refusals }) => refusals))
