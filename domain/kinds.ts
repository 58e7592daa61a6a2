/** Every kind of case: the only file that knows all of them. */
import type { Catalogue } from './case/refusal.ts'
import type { AnyCase, Kind } from './engine/kind.ts'
import { PROJECT } from './project/kind.ts'
import { type CaseId, partsOf } from './values/ids.ts'

const KINDS: readonly Kind[] = [PROJECT]

/** The kind of the case with this id; null where no kind has such cases. */
export function kindOfCase(caseId: string): Kind | null {
  const name = partsOf(caseId)?.kind
  return KINDS.find((kind) => kind.name === name) ?? null
}

/** A case in the record, and what it is. */
export function ofKind<S extends AnyCase['state']>(caseId: CaseId, state: S): { kind: Kind; state: S } {
  const kind = kindOfCase(caseId)
  if (!kind) throw new Error(`no kind has such a case: ${caseId}`)
  return { kind, state }
}

/** Every reason why an act on any case is not done. */
export const REFUSALS: Catalogue = Object.assign({}, ...KINDS.map(({ refusals }) => refusals))
