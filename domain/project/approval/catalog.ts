/**
 * The information resource catalog 政务信息资源目录 of a stage document (rulebook §5): the content of an item, how the owner amends the
 * catalog during the review, and gate G4: no approval without a catalog, at every stage [D] (checked in decision.ts).
 * An empty catalog may be submitted, and such a document may be returned or refused. There is no period. An amendment sends no
 * notice; the history shows it.
 */

import { withPreparer } from '../../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import type { CaseRefusal } from '../../case/refusals.ts'
import { POLICY_CATALOG, POLICY_DEFAULT } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import { CATALOG_GUIDE, MEASURES_CATALOG, MEASURES_CATALOG_REQUIRED } from '../../law/provisions.ts'
import { fingerprint } from '../../values/fingerprint.ts'
import { identifierKey } from '../../values/identifier.ts'
import { digest, flag, type Infer, identifier, list, object, oneOf, text } from '../../values/shape.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { type Form, formIs, inApproval, UNDECIDED } from './state.ts'
import { SHARING_TYPES } from './words.ts'

const REFUSALS = {
  withheldWithoutBasis: {
    kind: 'gate',
    zh: '目录项 {code} 不予共享但未列依据',
    en: 'catalog item {code} withholds sharing without naming its basis',
    source: together(CATALOG_GUIDE, POLICY_CATALOG),
  },
  conditionalWithoutCondition: {
    kind: 'gate',
    zh: '目录项 {code} 有条件共享但未列条件',
    en: 'catalog item {code} shares conditionally without naming a condition',
    source: together(CATALOG_GUIDE, POLICY_CATALOG),
  },
  catalogCodeTwice: {
    kind: 'gate',
    zh: '目录项代码 {code} 重复',
    en: 'catalog code {code} appears twice',
    source: POLICY_DEFAULT,
  },
  catalogEmpty: {
    kind: 'gate',
    zh: '信息资源目录是审批必备条件，目录为空',
    en: 'a resource catalog is a condition of approval, and this one is empty',
    source: MEASURES_CATALOG_REQUIRED,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export type CatalogEvent = { type: 'catalogAmended'; v: 1; digest: string; catalog: CatalogItem[] }

/** Those of the 13 core metadata [C:S17] that the rules need. */
export const catalogItem = object(
  {
    code: identifier(60, '信息资源代码'),
    name: text(200, '信息资源名称'),
    sharing: oneOf(SHARING_TYPES, '共享类型'),
    items: list(text(100), 1, 200, '信息项'),
    format: text(40, '格式'),
    updateCycle: text(40, '更新周期'),
    open: flag('向社会开放'),
  },
  { condition: text(500, '共享条件'), basis: text(500, '不予共享的依据') },
)

export type CatalogItem = Infer<typeof catalogItem>

/** 不予共享 needs a basis, 有条件 needs conditions, and codes are unique. */
export function catalogChecks(catalog: readonly CatalogItem[]): Check[] {
  const codes = catalog.map(({ code }) => identifierKey(code))
  return catalog.flatMap(({ code, sharing, basis, condition }, index) => [
    must(sharing !== 'withheld' || basis !== undefined, 'withheldWithoutBasis', { code }),
    must(sharing !== 'conditional' || condition !== undefined, 'conditionalWithoutCondition', { code }),
    must(codes.indexOf(codes[index] ?? '') === index, 'catalogCodeTwice', { code }),
  ])
}

/** G4: an approval needs a catalog. */
export const catalogGate = ({ catalogCount }: Form): Check =>
  must(
    Object.values(catalogCount).some((count) => count > 0),
    'catalogEmpty',
  )

/** What the state keeps of a catalog. */
export const catalogSummary = (
  catalog: readonly CatalogItem[],
): Pick<Form, 'catalogCount' | 'catalogMark'> => ({
  catalogCount: countCatalog(catalog),
  catalogMark: catalogMark(catalog),
})

function countCatalog(catalog: readonly CatalogItem[]): Form['catalogCount'] {
  const count = { unconditional: 0, conditional: 0, withheld: 0 }
  for (const { sharing } of catalog) count[sharing] += 1
  return count
}

/** A hash to compare two catalogs without storing them. It does not depend on the order of items or on the spelling of codes. */
const catalogMark = (catalog: readonly CatalogItem[]): string =>
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

const acts = {
  amendCatalog: act({
    zh: '修改信息资源目录',
    en: 'amend the resource catalog',
    source: MEASURES_CATALOG,
    ...DEPARTMENT_LEAD,
    body: object({
      amends: digest('digest of the form that is amended'),
      catalog: list(catalogItem, 0, 300),
    }),
    from: UNDECIDED,
    rules: (state, { amends, catalog }) => [
      formIs(state, amends),
      ...catalogChecks(catalog),
      must(catalogMark(catalog) !== state.approval.form.catalogMark, 'unchanged', { pointer: '/catalog' }),
    ],
    events: (_state, { catalog }, { command }) => [
      { type: 'catalogAmended', v: 1, digest: command.contentHash, catalog },
    ],
  }),
}

const events: Events<CatalogEvent> = {
  catalogAmended: {
    evolve: (state, { digest, catalog }, { by }) =>
      inApproval(withPreparer(state, by), {
        form: { ...state.approval.form, digest, ...catalogSummary(catalog) },
      }),
    notice: null,
    history: { zh: '目录已修改', en: 'The catalog was amended' },
    forCommissioned: true,
  },
}

export const CATALOG = { acts, events, refusals: REFUSALS } satisfies ProjectTopic
