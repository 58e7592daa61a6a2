/**
 * Panels of a policy as a file writes them: by step, or for `all` of them; a name (`onePerson`, `twoPersons`), or
 * what differs from two persons: `{ seats: [{ id: … }], rule: { kind: any } }`.
 */

import type { Kind } from '#domain/engine/kind.ts'
import { PANEL_NAMES, type Panel, panelProblems, panelShape, TWO_PERSONS } from '#domain/review/panels.ts'
import { checkShape } from '#domain/values/shape-check.ts'
import { shown } from './problem.ts'
import { wordIn, wordsOf } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

export function panelsIn(source: YamlSource, place: Place, { steps }: Kind): Record<string, Panel> {
  const panels: Record<string, Panel> = {}
  for (const [key, value] of source.entries(place, 'panels by step')) {
    const panel = panelIn(source, value)
    const named = key === 'all' ? Object.keys(steps) : [wordIn(steps, key) ?? []].flat()
    if (named.length === 0) {
      source.fail(value, `all or one of ${wordsOf(steps)}`, shown(key))
    } else if (panel) {
      for (const step of named) panels[step] = panel
    }
  }
  return panels
}

function panelIn(source: YamlSource, place: Place): Panel | undefined {
  if (source.isText(place)) {
    const name = source.text(place, 'a panel') ?? ''
    return Object.hasOwn(PANEL_NAMES, name)
      ? PANEL_NAMES[name as keyof typeof PANEL_NAMES]
      : source.fail(place, `one of ${Object.keys(PANEL_NAMES).join(', ')}`, shown(name))
  }
  const written = (source.value(place) ?? {}) as Partial<Panel>
  const effects = { ...TWO_PERSONS.effects, ...written.effects }
  const seats = written.seats?.map((seat) => ({ order: 1, weight: 1, ...(seat as object) }))
  const panel = { ...TWO_PERSONS, ...written, effects, ...(seats ? { seats } : {}) } as Panel
  const [problem] = checkShape(panelShape, panel)
  const [nonsense] = problem ? [problem] : panelProblems(panel)
  return nonsense ? source.fail(place, `a panel: ${nonsense.pointer} ${nonsense.en}`) : panel
}
