/** Resource catalogs are long; a file says how many items of which kind, and may write single items out. */
import type { CatalogItem } from '#domain/project/approval/catalog.ts'
import type { Shape } from '#domain/values/shape.ts'
import { shown } from '../problem.ts'
import type { Place, YamlSource } from '../yaml-source.ts'

export const isCatalog = ({ properties }: Shape<unknown>): boolean =>
  properties?.sharing !== undefined && properties.code !== undefined

type Group = Partial<CatalogItem> & { count?: number }

const KNOWN = [
  'count',
  'code',
  'name',
  'sharing',
  'items',
  'format',
  'updateCycle',
  'open',
  'condition',
  'basis',
]

/** `{count: 14, sharing: unconditional}`, or a list of such groups and of single items. */
export function catalogOf(source: YamlSource, place: Place): unknown[] {
  const groups = source.isMap(place) ? [place] : source.items(place, 'a catalog such as {count: 14}')
  const items: unknown[] = []
  for (const group of groups) {
    for (const [key, at] of source.entries(group, 'a group of items such as {count: 14}')) {
      if (!KNOWN.includes(key)) source.fail(at, `one of ${KNOWN.join(', ')}`, shown(key))
    }
    const { count, ...given } = (source.value(group) ?? {}) as Group
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0)) {
      source.fail(group, 'a whole number of items', shown(count))
    } else items.push(...expanded(count ?? 1, given, items.length))
  }
  return items
}

function expanded(count: number, given: Group, before: number): unknown[] {
  return Array.from({ length: count }, (_, index) => {
    const number = before + index + 1
    return {
      code: `3/01/001/${number}`,
      name: `信息资源 ${number}`,
      sharing: 'unconditional',
      items: ['名称', '统一社会信用代码', '状态'],
      format: '数据库',
      updateCycle: '每日',
      open: false,
      ...given,
    }
  })
}
