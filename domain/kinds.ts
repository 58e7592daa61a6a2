/** Every kind of case: the only file that knows all of them. */
import { type Catalogue, explainUnmet, type Unmet } from './case/refusal.ts'
import type { AnyCase, Kind } from './engine/kind.ts'
import { PROJECT } from './project/kind.ts'
import { type CaseId, partsOf } from './values/ids.ts'

export const KINDS: readonly Kind[] = [PROJECT]

/** The kind of the case with this id; null where no kind has such cases. */
export function findKind(caseId: string): Kind | null {
  const name = partsOf(caseId)?.kind
  return KINDS.find((kind) => kind.name === name) ?? null
}

/** The same of a case that exists. */
export function kindOfCase(caseId: CaseId): Kind {
  const kind = findKind(caseId)
  if (!kind) throw new Error(`no kind has such a case: ${caseId}`)
  return kind
}

/** A case in the record, and what it is. */
export const ofKind = <S extends AnyCase['state']>(caseId: CaseId, state: S): { kind: Kind; state: S } => ({
  kind: kindOfCase(caseId),
  state,
})

/** Every reason why an act on any case is not done. */
export const REFUSALS: Catalogue = Object.assign({}, ...KINDS.map(({ refusals }) => refusals))

/** These reasons in words, whatever the kind of case. */
export const explained = (unmet: readonly Unmet[]) => unmet.map((one) => explainUnmet(one, REFUSALS))
