/** What deadlines and departures will make people hear, until its moment has come; and how people want to hear things. */
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { DeadlineNotice } from '#domain/engine/deadline-notices.ts'
import type { NoticeGroup } from '#domain/engine/notice-policy.ts'
import type { UnattendedNotice } from '#domain/tasks/unattended.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { moment, realNow } from './columns.ts'

/** Written with the event that sets the deadline, or when a task is found that nobody can do. Recipients are looked up when the moment has come. */
export const plannedNotice = pgTable(
  'planned_notice',
  {
    /**
     * Case, deadline with its due instant, and step: planned once, however often a date moves to and fro. Of a task: its key, the
     * state of the directory, and who has left.
     */
    planKey: text('plan_key').primaryKey(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    /** The event that set the deadline. */
    seq: integer().notNull(),
    /** Business time. */
    firesAt: moment('fires_at').notNull(),
    notice: jsonb().$type<DeadlineNotice | UnattendedNotice>().notNull(),
    /** Whom the last step tells, by the policy that the deadline rests on. */
    planningAuthority: text('planning_authority').notNull(),
    /** `lapsed`: the date was moved or lifted, or the matter done, before its moment came. */
    state: text().$type<'waiting' | 'told' | 'lapsed'>().notNull().default('waiting'),
  },
  (table) => [
    // The delivery: what is due, oldest first.
    index('planned_notice_due').on(table.firesAt).where(sql`${table.state} = 'waiting'`),
    // Planning anew: what still waits of a case.
    index('planned_notice_by_case').on(table.caseId).where(sql`${table.state} = 'waiting'`),
  ],
)

/** A person without a row hears everything at once, in both languages. */
export const notificationPreference = pgTable('notification_preference', {
  person: text().$type<PersonId>().primaryKey(),
  language: text().$type<'zh' | 'en' | 'both'>().notNull(),
  digest: text().$type<'none' | 'daily'>().notNull(),
  /** Minute of the day in Shanghai from which the digest may leave. */
  digestMinute: integer('digest_minute').notNull(),
  /** Nothing outside office hours. */
  quietHours: boolean('quiet_hours').notNull(),
  /** Groups about which no mail is wanted. */
  muted: jsonb().$type<NoticeGroup[]>().notNull(),
  changedReal: moment('changed_real').notNull().default(realNow),
})
