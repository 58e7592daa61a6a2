/** The resource catalog: sharing types and their bases (rulebook §5), and its amendment under review. */
import { fingerprint } from '../fingerprint.ts'
import { identifierKey } from '../identifier.ts'
import { type Check, must } from '../refusal.ts'
import type { CatalogItem } from './events.ts'
import type { ApprovalState, Form } from './state.ts'

/** 不予共享 needs a basis, 有条件 needs conditions, codes are unique. */
export function catalogChecks(catalog: readonly CatalogItem[]): Check[] {
  const codes = catalog.map(({ code }) => identifierKey(code))
  return catalog.flatMap(({ code, sharing, basis, condition }, index) => [
    must(sharing !== 'withheld' || basis !== undefined, 'withheldWithoutBasis', { code }),
    must(sharing !== 'conditional' || condition !== undefined, 'conditionalWithoutCondition', { code }),
    must(codes.indexOf(codes[index] ?? '') === index, 'catalogCodeTwice', { code }),
  ])
}

/** Tells two catalogs apart without keeping either: neither the order nor the spelling of a code makes another one. */
export const catalogMark = (catalog: readonly CatalogItem[]): string =>
  fingerprint(
    catalog
      .map(({ code, name, sharing, items, format, updateCycle, open, condition = '', basis = '' }) =>
        JSON.stringify([
          ...[identifierKey(code), name, sharing, format, updateCycle, open, condition, basis],
          ...items.toSorted(),
        ]),
      )
      .toSorted()
      .join(),
  )

export function countCatalog(catalog: readonly CatalogItem[]): Form['catalogCount'] {
  const count = { unconditional: 0, conditional: 0, withheld: 0 }
  for (const { sharing } of catalog) count[sharing] += 1
  return count
}

/**
 * The report's opinion on sharing (G2) was given on a catalog: after it there are no fewer resources, and no fewer that are shared
 * at all or without conditions [D].
 */
export function appraisedCatalogCheck(
  { form, appraisal }: Pick<ApprovalState, 'form' | 'appraisal'>,
  catalog: readonly CatalogItem[],
): Check {
  const [was, is] = [sharedSoFar(form.catalogCount), sharedSoFar(countCatalog(catalog))]
  const isKept = was.every((count, index) => (is[index] ?? 0) >= count)
  return must(!appraisal?.report || isKept, 'catalogShrunkAfterAppraisal')
}

/** Without conditions, at all, all together. */
const sharedSoFar = ({ unconditional, conditional, withheld }: Form['catalogCount']): number[] => [
  unconditional,
  unconditional + conditional,
  unconditional + conditional + withheld,
]

export const isCatalogEmpty = ({ catalogCount }: Form): boolean =>
  Object.values(catalogCount).every((count) => count === 0)
