/** Projections that only projects have. Derived only from the events; `npm run rebuild` writes them again. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { CatalogItem } from '#domain/project/approval/catalog.ts'
import type { SharingType } from '#domain/project/approval/words.ts'

/** The resource catalog of the current form. */
export const catalogItem = pgTable(
  'catalog_item',
  {
    caseUuid: uuid('case_uuid').notNull(),
    code: text().notNull(),
    /** Order in the catalog as it was submitted. */
    position: integer().notNull(),
    name: text().notNull(),
    sharing: text().$type<SharingType>().notNull(),
    basis: text(),
    condition: text(),
    items: jsonb().$type<CatalogItem['items']>().notNull(),
    format: text().notNull(),
    updateCycle: text('update_cycle').notNull(),
    open: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseUuid, table.code] }),
    // Which projects offer the same resource, and how they share it.
    index('catalog_item_by_code').on(table.code),
  ],
)

/** The basis of the O&M budget of a year, per project and round of the evaluation. */
export const omBasis = pgTable(
  'om_basis',
  {
    caseUuid: uuid('case_uuid').notNull(),
    year: integer().notNull(),
    round: integer().notNull(),
    basis: jsonb().notNull(),
  },
  // Year first: a budget year reads all its projects.
  (table) => [primaryKey({ columns: [table.year, table.caseUuid, table.round] })],
)
