/** Whether Temporal hosts what the record holds: cases in trouble, holds, and how far the reconciler is. */
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { moment, realNow } from './columns.ts'

/**
 * What is wrong with the workflow of a case. `missing`: none is running; `wrong`: of another type or queue; `failing`:
 * its tasks fail again and again; `behind`, `ahead`: it knows less, or more, than the record; `unneeded`: the record
 * has no such open case; `requested`: an operator wants it hosted anew.
 */
export const TROUBLES = ['missing', 'wrong', 'failing', 'behind', 'ahead', 'unneeded', 'requested'] as const
export type Trouble = (typeof TROUBLES)[number]

/** A row a case that is not hosted as it should be; gone when it is. All times are real. */
export const hostingTrouble = pgTable('hosting_trouble', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  trouble: text().$type<Trouble>().notNull(),
  /** In words, as Temporal said it. */
  why: text().notNull(),
  sinceReal: moment('since_real').notNull().default(realNow),
  /** How often something was done about it, and when it is its turn again. */
  attempts: integer().notNull().default(0),
  nextAttemptReal: moment('next_attempt_real').notNull().default(realNow),
})

/** Cases that got a new execution although they had a record: runs before may have accepted signals and not come to them. */
export const rehostedCase = pgTable('rehosted_case', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  atReal: moment('at_real').notNull().default(realNow),
  /** Runs that are known to have been there before. Temporal's list may show them late. */
  runs: text().array().notNull().default([]),
})

/** One row: who reconciles, and how far the pass under way is. */
export const hostingPass = pgTable('hosting_pass', {
  id: integer().primaryKey(),
  /** Instance of a worker, and until when it may be at it without a sign of life. */
  leader: text().notNull(),
  leaseUntilReal: moment('lease_until_real').notNull(),
  startedReal: moment('started_real'),
  /** Of the last pass that came to its end. */
  finishedReal: moment('finished_real'),
  openCases: integer('open_cases').notNull().default(0),
  /** Of the pass under way: cases to be looked at closely, looked at, and hosted. */
  candidates: integer().notNull().default(0),
  examined: integer().notNull().default(0),
  hosted: integer().notNull().default(0),
})

/** Cases that operators hold on purpose. Never deleted. */
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
