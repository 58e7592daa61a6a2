/** Notices that are planned for a later time, and people's preferences for notifications. */
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { NoticeGroup } from '#domain/case/notice.ts'
import type { DeadlineNotice } from '#domain/engine/deadline-notices.ts'
import type { UnattendedNotice } from '#domain/tasks/unattended.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { moment, realNow } from './columns.ts'

/** Written with the event that sets the deadline, or when a task is found that nobody can do. Recipients are looked up when it is due. */
export const plannedNotice = pgTable(
  'planned_notice',
  {
    /**
     * Case, deadline with its due instant, and step: planned once, even if a date moves back and forth. For a task: its key, the version
     * of the directory, and who has left.
     */
    planKey: text('plan_key').primaryKey(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    /** The event that set the deadline. */
    seq: integer().notNull(),
    /** Business time. */
    firesAt: moment('fires_at').notNull(),
    notice: jsonb().$type<DeadlineNotice | UnattendedNotice>().notNull(),
    /** The recipient of the last step, by the policy of the deadline. */
    planningAuthority: text('planning_authority').notNull(),
    /** `told`: released. `lapsed`: before it was due, the date moved, the deadline was lifted, or the matter was done. */
    state: text().$type<'waiting' | 'told' | 'lapsed'>().notNull().default('waiting'),
  },
  (table) => [
    // The delivery: due notices, oldest first.
    index('planned_notice_due').on(table.firesAt).where(sql`${table.state} = 'waiting'`),
    // Planning again: the waiting notices of a case.
    index('planned_notice_by_case').on(table.caseId).where(sql`${table.state} = 'waiting'`),
  ],
)

/** A person without a row gets every notice immediately, in both languages. */
export const notificationPreference = pgTable('notification_preference', {
  person: text().$type<PersonId>().primaryKey(),
  language: text().$type<'zh' | 'en' | 'both'>().notNull(),
  digest: text().$type<'none' | 'daily'>().notNull(),
  /** Minute of the day in Shanghai from which the digest may be sent. */
  digestMinute: integer('digest_minute').notNull(),
  /** No mails outside office hours. */
  quietHours: boolean('quiet_hours').notNull(),
  /** Groups of notices for which the person wants no mail. */
  muted: jsonb().$type<NoticeGroup[]>().notNull(),
  changedReal: moment('changed_real').notNull().default(realNow),
})
