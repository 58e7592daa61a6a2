/** 代班: who acts for whom, in which period and within which scope; and appointments that were ended early. Append-only. */

import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { SubstitutionScope } from '#domain/substitution/substitution.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { legalDate, moment, realNow } from './columns.ts'

export const substitution = pgTable(
  'substitution',
  {
    id: uuid().primaryKey(),
    person: text().$type<PersonId>().notNull(),
    substitute: text().$type<PersonId>().notNull(),
    fromOn: legalDate('from_on').notNull(),
    /** The last day. */
    toOn: legalDate('to_on').notNull(),
    scope: jsonb().$type<SubstitutionScope>().notNull(),
    reason: text().notNull(),
    appointedBy: jsonb('appointed_by').$type<Actor>().notNull(),
    /** Business time. */
    at: moment().notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
  },
  (table) => [
    index('substitution_between').on(table.person, table.substitute),
    index('substitution_by_substitute').on(table.substitute),
    check('substitution_has_a_period', sql`${table.fromOn} <= ${table.toOn}`),
    check('substitution_is_by_another', sql`${table.person} <> ${table.substitute}`),
  ],
)

export const substitutionEnd = pgTable('substitution_end', {
  substitution: uuid()
    .primaryKey()
    .references(() => substitution.id),
  reason: text().notNull(),
  endedBy: jsonb('ended_by').$type<Actor>().notNull(),
  /** Business time from which it no longer holds. */
  at: moment().notNull(),
  recordedReal: moment('recorded_real').notNull().default(realNow),
})
