/** What a plan says: items, each with its code, its title, the departments that lead it and its years. */
import { leadsOf, type PlanItem, planItemShape } from '../case/national-plan.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { POLICY_PLAN_ITEM } from '../law/own-policy.ts'
import type { OrgId } from '../values/directory.ts'
import { identifierKey, isSameIdentifier } from '../values/identifier.ts'
import { list } from '../values/shape.ts'
import type { PlanState } from './state.ts'
import type { PlanTopic } from './topic.ts'

const REFUSALS = {
  planItemTwice: {
    kind: 'input',
    zh: '{pointer}：规划事项 {item} 重复，每个编号只能有一个事项',
    en: '{pointer}: the plan item {item} is there twice; each code stands for one item',
    source: POLICY_PLAN_ITEM,
  },
  planLeadTwice: {
    kind: 'input',
    zh: '{pointer}：同一部门不得重复列为规划事项 {item} 的牵头部门',
    en: '{pointer}: one department leads the plan item {item} only once',
    source: POLICY_PLAN_ITEM,
  },
  planYearsReversed: {
    kind: 'input',
    zh: '{pointer}：规划事项 {item} 的起始年度不得晚于结束年度',
    en: '{pointer}: the first year of the plan item {item} is not after its last',
    source: POLICY_PLAN_ITEM,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS | CaseRefusal>()

export const planItems = () => list(planItemShape, 1, 500, '规划事项')

/** What is wrong with items that are in order one by one. */
export function itemChecks(items: readonly PlanItem[]): Check[] {
  const keys = items.map(({ id }) => identifierKey(id))
  return items.flatMap((item, index) => {
    const { id, years } = item
    const leads = leadsOf(item)
    const at = (field: string) => ({ pointer: `/items/${index}/${field}`, item: id })
    return [
      must(keys.indexOf(keys[index] ?? '') === index, 'planItemTwice', at('id')),
      must(new Set(leads).size === leads.length, 'planLeadTwice', at('jointly')),
      must(!years || years.from <= years.to, 'planYearsReversed', at('years')),
    ]
  })
}

/** A content like the one that is there changes nothing. */
export const changedCheck = (before: readonly PlanItem[], items: readonly PlanItem[]): Check =>
  must(textOf(before) !== textOf(items), 'unchanged', { pointer: '/items' })

const textOf = (items: readonly PlanItem[]): string => JSON.stringify(items.map(ordered))

/** With its fields in one order, whoever wrote it. */
const ordered = ({ id, title, owner, jointly, years }: PlanItem) => [
  ...[id, title, owner, jointly ?? []],
  years ? [years.from, years.to] : null,
]

/** Departments that these items charge, each once, without the one that drafts. */
export const chargedWith = (items: readonly PlanItem[], drafter: OrgId): OrgId[] =>
  [...new Set(items.flatMap(leadsOf))].filter((org) => org !== drafter)

/** Codes of the items that an amendment adds, drops and changes. */
export function changesTo(before: readonly PlanItem[], after: readonly PlanItem[]) {
  const of = (items: readonly PlanItem[], id: string) => items.find((one) => isSameIdentifier(one.id, id))
  return {
    added: after.filter(({ id }) => !of(before, id)).map(({ id }) => id),
    dropped: before.filter(({ id }) => !of(after, id)).map(({ id }) => id),
    changed: after
      .filter((item) => {
        const old = of(before, item.id)
        return old !== undefined && textOf([old]) !== textOf([item])
      })
      .map(({ id }) => id),
  }
}

/** The act names the content that it is about. */
export const draftIs = ({ draft }: PlanState, formDigest: string): Check =>
  must(draft?.digest === formDigest, 'formMoved', { current: draft?.digest ?? '-' })

export const CONTENT = { refusals: REFUSALS } satisfies PlanTopic
