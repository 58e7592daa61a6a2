/** How cases are hosted in Temporal: cases in trouble, holds, and the progress of the reconciler. */
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { moment, realNow } from './columns.ts'

/**
 * What is wrong with the workflow of a case. `missing`: none is running; `wrong`: it has another type or queue; `failing`: its tasks
 * fail repeatedly; `behind`, `ahead`: it has fewer, or more, events than the record; `unneeded`: the record has no such open case;
 * `requested`: an operator wants it rehosted.
 */
export const TROUBLES = ['missing', 'wrong', 'failing', 'behind', 'ahead', 'unneeded', 'requested'] as const
export type Trouble = (typeof TROUBLES)[number]

/** One row per case that is not hosted correctly; deleted when the case is healthy again. All times are real. */
export const hostingTrouble = pgTable('hosting_trouble', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  trouble: text().$type<Trouble>().notNull(),
  /** What was found, in words. */
  why: text().notNull(),
  sinceReal: moment('since_real').notNull().default(realNow),
  /** Number of attempts to repair it, and the time of the next one. */
  attempts: integer().notNull().default(0),
  nextAttemptReal: moment('next_attempt_real').notNull().default(realNow),
})

/** Cases that got a new execution although they had a record: earlier runs may have accepted signals that they did not process. */
export const rehostedCase = pgTable('rehosted_case', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  atReal: moment('at_real').notNull().default(realNow),
  /** Known earlier runs, because Temporal's list may show them late. */
  runs: text().array().notNull().default([]),
})

/** One row: which worker reconciles, and the progress of its pass. */
export const hostingPass = pgTable('hosting_pass', {
  id: integer().primaryKey(),
  /** Instance of the worker with the lease, and the end of the lease. */
  leader: text().notNull(),
  leaseUntilReal: moment('lease_until_real').notNull(),
  startedReal: moment('started_real'),
  /** End of the last completed pass. */
  finishedReal: moment('finished_real'),
  openCases: integer('open_cases').notNull().default(0),
  /** Of the current pass: cases to be examined, cases that were examined, and cases that were rehosted. */
  candidates: integer().notNull().default(0),
  examined: integer().notNull().default(0),
  hosted: integer().notNull().default(0),
})

/** Cases that operators hold. Rows are never deleted. */
export const caseHold = pgTable(
  'case_hold',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    caseId: text('case_id').$type<CaseId>().notNull(),
    reason: text().notNull(),
    untilReal: moment('until_real').notNull(),
    heldBy: jsonb('held_by').$type<Actor>().notNull(),
    heldReal: moment('held_real').notNull().default(realNow),
    releasedBy: jsonb('released_by').$type<Actor>(),
    releasedReal: moment('released_real'),
  },
  // Every act asks whether its case is held.
  (table) => [index('case_hold_open').on(table.caseId).where(sql`${table.releasedReal} is null`)],
)
