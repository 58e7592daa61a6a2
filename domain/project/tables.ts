/** Database tables of projects: the resource catalog 政务信息资源目录 of the current form, and the bases of O&M funds. */
import type { OwnTable } from '../engine/kind.ts'
import type { ProjectEvent } from './events.ts'

const catalogIn = (event: ProjectEvent) =>
  event.type === 'stageSubmitted' || event.type === 'catalogAmended' ? event.catalog : null

export const CATALOG_ITEMS: OwnTable = {
  table: 'catalog_item',
  columns: [
    'code',
    'position',
    'name',
    'sharing',
    'basis',
    'condition',
    'items',
    'format',
    'update_cycle',
    'open',
  ],
  key: [],
  rows: (event) =>
    catalogIn(event as ProjectEvent)?.map(({ updateCycle, ...item }, position) => ({
      ...{ ...item, position },
      update_cycle: updateCycle,
    })) ?? null,
}

/** One row for each year and round of the evaluation. */
export const OM_BASES: OwnTable = {
  table: 'om_basis',
  columns: ['year', 'round', 'basis'],
  key: ['year', 'round'],
  shown: { as: 'omBasis', lastBy: ['year', 'round'] },
  rows: (one) => {
    const event = one as ProjectEvent
    if (event.type !== 'omBasisEmitted') return null
    const { type: _type, v: _v, ...basis } = event
    return [{ year: basis.year, round: basis.round, basis }]
  },
}
