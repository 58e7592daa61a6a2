/** What the API writes: requests before they are sent to a case, drafts, early refusals, texts. */
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Refusal } from '#domain/case/refusal.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId, CommandId, PersonId } from '#domain/values/ids.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import { moment, realNow } from './columns.ts'

export const REQUEST_STATES = ['pending', 'recorded', 'done', 'expired'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** A person's act, stored before it is sent. Even if a process dies, it is delivered, or its expiry is recorded. */
export const request = pgTable(
  'request',
  {
    commandId: text('command_id').$type<CommandId>().primaryKey(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    action: text().notNull(),
    envelope: jsonb().$type<ActEnvelope>().notNull(),
    hint: jsonb(),
    /** Business time of receipt: it decides whether the act was in time. */
    receivedAt: moment('received_at').notNull(),
    receivedReal: moment('received_real').notNull().default(realNow),
    /** `recorded`: decided but not answered yet, so its workflow may not know the decision; `done`: answered. */
    state: text().$type<RequestState>().notNull().default('pending'),
    /** Real time until which one API instance is sending it; after that any instance may send it again. */
    sendingUntil: moment('sending_until'),
    instance: text(),
    /** How often it was sent again, and the real time of the next attempt; null before the first one. */
    tries: integer().notNull().default(0),
    nextTryAt: moment('next_try_at'),
    /** Set once it is no longer `pending`. */
    outcome: jsonb().$type<Outcome>(),
    actor: text().$type<PersonId>().notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    bodyHash: text('body_hash').notNull(),
  },
  (table) => [
    unique('request_by_key').on(table.actor, table.idempotencyKey),
    // Expiry, and the number of pending requests: oldest first.
    index('request_pending').on(table.receivedReal).where(sql`${table.state} = 'pending'`),
    // The redriver: by the time of the next attempt; requests without one, oldest first.
    index('request_to_try').on(table.nextTryAt, table.receivedReal).where(sql`${table.state} = 'pending'`),
    // Requests that are being sent again. They are few, and a first delivery does not change this index.
    index('request_being_tried')
      .on(table.sendingUntil)
      .where(sql`${table.state} = 'pending' and ${table.tries} > 0 and ${table.sendingUntil} is not null`),
    // Requests of one case, and whether one was received before a deadline that passes.
    index('request_pending_by_case')
      .on(table.caseId, table.receivedAt)
      .where(sql`${table.state} = 'pending'`),
    // The sweeper: decided acts whose answer did not arrive.
    index('request_recorded').on(table.receivedReal).where(sql`${table.state} = 'recorded'`),
  ],
)

export const draft = pgTable(
  'draft',
  {
    id: uuid().primaryKey(),
    /** The kind of case that it becomes. */
    kind: text().notNull(),
    /** Grows with each change; If-Match names it. */
    version: integer().notNull().default(1),
    owner: text().$type<OrgId>().notNull(),
    /** Everybody who edited it, in order: they prepared the case and may never decide on it. */
    writers: text().array().$type<PersonId[]>().notNull(),
    content: jsonb().notNull(),
    createdReal: moment('created_real').notNull().default(realNow),
    updatedReal: moment('updated_real').notNull().default(realNow),
    /** The case that it became. */
    submittedCase: text('submitted_case').$type<CaseId>(),
  },
  // Drafts of an owner, by cursor.
  (table) => [index('draft_by_owner').on(table.owner, table.id)],
)

/** Refused attempts without a case. With a case they are entries of its chain. */
export const earlyRefusal = pgTable(
  'early_refusal',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    /** Null when the sender is unknown. */
    actor: text().$type<PersonId>(),
    action: text().notNull(),
    commandId: text('command_id').$type<CommandId>(),
    /** The target, as the sender named it. */
    target: text(),
    refusal: jsonb().$type<Refusal>().notNull(),
    /** Business time. */
    at: moment().notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
  },
  // The security view, newest first.
  (table) => [index('early_refusal_by_time').on(table.recordedReal)],
)

/** Opinions and reasons by the SHA-256 of their text: messages and events contain only the digest. */
export const prose = pgTable('prose', {
  digest: text().primaryKey(),
  content: text().notNull(),
  createdReal: moment('created_real').notNull().default(realNow),
})
