/** What the decisions rest on besides the cases: directory, calendar, policy, published facts. */
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
  /** The last day on which it exists. Nobody is removed whom the record may name. */
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
    /** The organisation and all above it, nearest first: walked once, when the directory is loaded. */
    orgPath: text('org_path').array().$type<OrgId[]>().notNull(),
    /** Accounts with the same one are one human being; null where nobody has said. */
    identity: text(),
  },
  (table) => [
    // Everybody in an organisation or below it, for notices.
    index('directory_person_by_path').using('gin', table.orgPath),
    // The other accounts of whoever acts.
    index('directory_person_by_identity').on(table.identity).where(sql`${table.identity} is not null`),
  ],
)

/** One row: which state of the directory is loaded. */
export const directoryVersion = pgTable(
  'directory_version',
  {
    id: integer().primaryKey().default(1),
    version: text().notNull(),
    loadedReal: moment('loaded_real').notNull().default(realNow),
  },
  (table) => [check('directory_version_is_one_row', sql`${table.id} = 1`)],
)

/** Versions are never changed: a correction is a new one. The latest in effect is in force. */
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
 * What decisions may rest on outside their case: what one case publishes while it stands, and what was loaded. What has a version
 * never changes.
 */
export const publishedFact = pgTable(
  'published_fact',
  {
    fact: text().notNull(),
    /** Whom or what it is about: an organisation, a case, or everybody. */
    key: text().notNull(),
    /** Who published it; empty: it was loaded. */
    caseId: text('case_id').$type<CaseId | ''>().notNull().default(''),
    part: text().notNull().default(''),
    version: text().notNull().default(''),
    /** Of several versions the latest in force counts; null: at once. */
    effectiveFrom: legalDate('effective_from'),
    body: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [
    // Whom it is about first: read at every decision.
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
    /** How far the outbox's is ahead of its workflow's own clock. */
    outboxOffsetMs: bigint('outbox_offset_ms', { mode: 'number' }),
  },
  (table) => [check('world_clock_is_one_row', sql`${table.id} = 1`)],
)
