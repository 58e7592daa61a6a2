/** The resource catalog: sharing types and their bases (rulebook §5), and its amendment under review. */

import type { Check } from '../../case/refusal.ts'
import { fingerprint } from '../../values/fingerprint.ts'
import { identifierKey } from '../../values/identifier.ts'
import { must } from '../refusals.ts'
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

/** The report's opinion on sharing (G2) was given on this very form; of a form that changed since it says nothing. */
export const isAppraised = ({ form, appraisal }: Pick<ApprovalState, 'form' | 'appraisal'>): boolean => {
  const report = appraisal?.report
  // Where it was not kept yet on which form the report was, it counts.
  return Boolean(report) && (report?.formDigest ?? form.digest) === form.digest
}

export const isCatalogEmpty = ({ catalogCount }: Form): boolean =>
  Object.values(catalogCount).every((count) => count === 0)
