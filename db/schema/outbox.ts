/** Notifications to be sent, and received messages that cannot be processed. */
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { NoticePayload } from '../notice-payload.ts'
import { moment, realNow } from './columns.ts'

export const CHANNELS = ['mail', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]

/** `dead`: given up. `lapsed`: not sent, because it was no longer true. `muted`: not sent, because the person wants no such mail. */
export const NOTIFICATION_STATES = ['waiting', 'delivered', 'dead', 'lapsed', 'muted'] as const
export type NotificationState = (typeof NOTIFICATION_STATES)[number]

/** The outbox, written in the same transaction as the events. */
export const notification = pgTable(
  'notification',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    /** Case, event, channel and recipient: a repetition adds no second notification. */
    effectKey: text('effect_key').notNull().unique(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    seq: integer().notNull(),
    channel: text().$type<Channel>().notNull(),
    /** A person of the directory, whose address is looked up when it is sent; `default` for the webhook. */
    recipient: text().$type<PersonId | 'default'>().notNull(),
    payload: jsonb().$type<NoticePayload>().notNull(),
    state: text().$type<NotificationState>().notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    /** Business time. */
    nextAttemptAt: moment('next_attempt_at').notNull(),
    lastError: text('last_error'),
    deliveredAt: moment('delivered_at'),
    /** The mail's Message-ID and the webhook's id, the same at each attempt. */
    messageId: text('message_id').notNull(),
    /** It waits for the recipient's digest. `digest_id` is set when the digest is first sent. */
    inDigest: boolean('in_digest').notNull().default(false),
    digestId: text('digest_id'),
  },
  (table) => [
    // The delivery: due notifications, oldest first.
    index('notification_due').on(table.nextAttemptAt).where(sql`${table.state} = 'waiting'`),
    // Operators: given-up notifications.
    index('notification_dead').on(table.nextAttemptAt).where(sql`${table.state} = 'dead'`),
    // The receipts of a case.
    index('notification_by_case').on(table.caseId, table.seq),
  ],
)

/** Messages that could not be processed. Operators list them and retry or dismiss them. */
export const deadLetter = pgTable(
  'dead_letter',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    /** Derived from the message, so that a replayed task does not record it twice. */
    effectKey: text('effect_key').notNull().unique(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    /** `signal`, `update`, `start` … */
    kind: text().notNull(),
    name: text().notNull(),
    reason: text().notNull(),
    /** At most 8 KiB of it. */
    payload: text().notNull(),
    /** Business time. */
    receivedAt: moment('received_at').notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
    state: text().$type<'open' | 'retried' | 'dismissed'>().notNull().default('open'),
  },
  (table) => [
    // The list of dead letters, newest first, by state; and those of one case.
    index('dead_letter_by_state').on(table.state, table.recordedReal),
    index('dead_letter_by_case').on(table.caseId),
  ],
)
