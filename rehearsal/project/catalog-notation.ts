/** Resource catalogs are long; a file says how many items of which kind, and may write single items out. */
import type { CatalogItem } from '#domain/project/approval/catalog.ts'
import type { Shape } from '#domain/values/shape.ts'
import { shown, type Titles } from '../problem.ts'
import { wordIn } from '../words.ts'
import type { Place, YamlSource } from '../yaml-source.ts'
import { SHARING_WORDS } from './choices.ts'

export const isCatalog = ({ properties }: Shape<unknown>): boolean =>
  properties?.sharing !== undefined && properties.code !== undefined

type Group = Partial<CatalogItem> & { count?: number }

/** Fields of a group: how many items it stands for, and those of an item. */
const GROUP_WORDS = {
  count: { zh: '数量' },
  code: { zh: '代码' },
  name: { zh: '名称' },
  sharing: { zh: '共享' },
  items: { zh: '数据项' },
  format: { zh: '格式' },
  updateCycle: { zh: '更新周期' },
  open: { zh: '开放' },
  condition: { zh: '条件' },
  basis: { zh: '依据' },
} as const satisfies Record<keyof Group, { zh: string }>

const A_CATALOG: Titles = {
  zh: '目录，例如 {数量: 14, 共享: 无条件}',
  en: 'a catalog such as {count: 14, sharing: unconditional}',
}

/** `{count: 14, sharing: unconditional}`, or a list of such groups and of single items. */
export function catalogOf(source: YamlSource, place: Place): unknown[] {
  const groups = source.isMap(place) ? [place] : source.items(place, A_CATALOG)
  const items: unknown[] = []
  for (const group of groups) {
    const { count, ...given } = groupIn(source, group)
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 0)) {
      source.fail(group, { zh: '目录项的整数数量', en: 'a whole number of items' }, shown(count))
    } else items.push(...expanded(count ?? 1, given, items.length))
  }
  return items
}

function groupIn(source: YamlSource, place: Place): Group {
  const { sharing, ...others } = source.fields(place, GROUP_WORDS, A_CATALOG)
  const values = Object.entries(others).map(([key, value]) => [key, source.value(value)])
  const text = sharing && source.text(sharing, { zh: '共享类型', en: 'a sharing type' })
  const type = text === undefined ? undefined : wordIn(SHARING_WORDS, text)
  if (sharing && text !== undefined && type === undefined) source.unknown(sharing, text, SHARING_WORDS)
  return { ...Object.fromEntries(values), ...(type === undefined ? {} : { sharing: type }) }
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
