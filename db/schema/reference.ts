/** Facts outside the cases that decisions depend on: directory, calendar, policy, published facts. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ReviewPolicy } from '#domain/review/kind.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Uscc } from '#domain/values/uscc.ts'
import { legalDate, moment, realNow } from './columns.ts'

export const directoryOrg = pgTable('directory_org', {
  id: text().$type<OrgId>().primaryKey(),
  parent: text().$type<OrgId>(),
  uscc: text().$type<Uscc>(),
  zh: text().notNull(),
  en: text().notNull(),
  isNational: boolean('is_national').notNull().default(false),
  /** The last day on which it exists. An organisation that the record may name is not removed. */
  endedOn: legalDate('ended_on'),
})

export const directoryPerson = pgTable(
  'directory_person',
  {
    id: text().$type<PersonId>().primaryKey(),
    zh: text().notNull(),
    en: text().notNull(),
    org: text().$type<OrgId>().notNull(),
    roles: text().array().$type<Role[]>().notNull(),
    isLeader: boolean('is_leader').notNull(),
    email: text().notNull(),
    /** The last day on which the person acts for the organisation. */
    leftOn: legalDate('left_on'),
    /** The organisation and all above it, nearest first; computed when the directory is loaded. */
    orgPath: text('org_path').array().$type<OrgId[]>().notNull(),
    /** Accounts with the same identity belong to one human being; null: unknown. */
    identity: text(),
  },
  (table) => [
    // Everybody in an organisation or below it, for notices.
    index('directory_person_by_path').using('gin', table.orgPath),
    // The other accounts of the actor.
    index('directory_person_by_identity').on(table.identity).where(sql`${table.identity} is not null`),
  ],
)

/** One row: the version of the loaded directory. */
export const directoryVersion = pgTable(
  'directory_version',
  {
    id: integer().primaryKey().default(1),
    version: text().notNull(),
    loadedReal: moment('loaded_real').notNull().default(realNow),
  },
  (table) => [check('directory_version_is_one_row', sql`${table.id} = 1`)],
)

/** Versions are never changed: a correction is a new version. The latest effective one is in force. */
export const calendarVersion = pgTable('calendar_version', {
  version: text().primaryKey(),
  calendar: jsonb().$type<Calendar>().notNull(),
  loadedReal: moment('loaded_real').notNull().default(realNow),
  /** Business time. */
  effectiveAt: moment('effective_at').notNull(),
})

export const policyVersion = pgTable('policy_version', {
  version: text().primaryKey(),
  effectiveFrom: legalDate('effective_from').notNull(),
  appliesToRunning: boolean('applies_to_running').notNull(),
  values: jsonb().$type<ReviewPolicy>().notNull(),
  source: text().notNull(),
  loadedReal: moment('loaded_real').notNull().default(realNow),
})

/**
 * Facts that decisions of other cases may use: published by a case as long as they hold there, or loaded. A fact with a version never
 * changes.
 */
export const publishedFact = pgTable(
  'published_fact',
  {
    fact: text().notNull(),
    /** The organisation or case that it concerns, or everybody. */
    key: text().notNull(),
    /** The case that published it; empty: it was loaded. */
    caseId: text('case_id').$type<CaseId | ''>().notNull().default(''),
    part: text().notNull().default(''),
    version: text().notNull().default(''),
    /** The latest version in force applies; null: in force immediately. */
    effectiveFrom: legalDate('effective_from'),
    body: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [
    // `key` first, because every decision reads by it.
    primaryKey({ columns: [table.key, table.fact, table.caseId, table.part, table.version] }),
    index('published_fact_by_case').on(table.caseId),
  ],
)

/** One row, in rehearsals only: how far this world's business time is ahead of real time. */
export const worldClock = pgTable(
  'world_clock',
  {
    id: integer().primaryKey().default(1),
    offsetMs: bigint('offset_ms', { mode: 'number' }).notNull().default(0),
    /** How far the outbox's business time is ahead of its workflow's own clock. */
    outboxOffsetMs: bigint('outbox_offset_ms', { mode: 'number' }),
  },
  (table) => [check('world_clock_is_one_row', sql`${table.id} = 1`)],
)
