/**
 * Panels of a policy as a file writes them: by step, or for `all` of them; a name (`onePerson`, `twoPersons`), or
 * what differs from two persons: `{ seats: [{ id: … }], rule: { kind: any } }`.
 */

import type { Kind } from '#domain/engine/kind.ts'
import { PANEL_NAMES, type Panel, panelProblems, panelShape, TWO_PERSONS } from '#domain/review/panels.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { wordIn } from './words.ts'
import { keyOf, type Place, type YamlSource } from './yaml-source.ts'

const PANEL_WORDS = { onePerson: { zh: '一人' }, twoPersons: { zh: '双人' } } as const satisfies Record<
  keyof typeof PANEL_NAMES,
  { zh: string }
>

export function panelsIn(source: YamlSource, place: Place, { steps }: Kind): Record<string, Panel> {
  const panels: Record<string, Panel> = {}
  for (const [key, value] of source.entries(place, { zh: '按事项列出的签署组', en: 'panels by step' })) {
    const panel = panelIn(source, value)
    const named = key === 'all' || key === '全部' ? Object.keys(steps) : [wordIn(steps, key) ?? []].flat()
    if (named.length === 0) {
      source.unknown(keyOf(value), key, { all: { zh: '全部' }, ...steps })
    } else if (panel) {
      for (const step of named) panels[step] = panel
    }
  }
  return panels
}

function panelIn(source: YamlSource, place: Place): Panel | undefined {
  if (source.isText(place)) {
    const text = source.text(place, { zh: '签署组', en: 'a panel' }) ?? ''
    const name = wordIn(PANEL_WORDS, text)
    return name === undefined ? source.unknown(place, text, PANEL_WORDS) : PANEL_NAMES[name]
  }
  const written = (source.value(place) ?? {}) as Partial<Panel>
  const effects = { ...TWO_PERSONS.effects, ...written.effects }
  const seats = written.seats?.map((seat) => ({ order: 1, weight: 1, ...(seat as object) }))
  const panel = { ...TWO_PERSONS, ...written, effects, ...(seats ? { seats } : {}) } as Panel
  const [problem] = checkShape(panelShape, panel)
  const [nonsense] = problem ? [problem] : panelProblems(panel)
  if (!nonsense) return panel
  const { pointer, zh, en } = nonsense
  return source.fail(place, { zh: `签署组：${pointer} ${zh}`, en: `a panel: ${pointer} ${en}` })
}
