/** The record of a case: what was decided, in which order, and the hash chain that proves it. Never changed. */
import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { CaseEvent } from '#domain/case/event.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Outcome } from '#wire/record.ts'
import type { AuditContent } from '../chain.ts'
import { moment, realNow } from './columns.ts'

/** One row per case. Its lock is needed to append to the case, and is taken before any lock on `request`. */
export const caseHead = pgTable('case_head', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  /** The part of the id before the slash: `project`. */
  kind: text().notNull(),
  /** Sequence number of the last event. */
  seq: integer().notNull(),
  /** Hash of the last audit entry, and how many there are. */
  chainHash: text('chain_hash').notNull(),
  chainLength: integer('chain_length').notNull(),
  /** Milliseconds by which the case's business time is ahead of its execution's clock; 0 in production. */
  clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }).notNull(),
  openedReal: moment('opened_real').notNull().default(realNow),
  recordedReal: moment('recorded_real').notNull().default(realNow),
})

/** Append-only. */
export const event = pgTable(
  'event',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    v: smallint().notNull(),
    body: jsonb().$type<CaseEvent>().notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    commandId: text('command_id').$type<CommandId>().notNull(),
    /** Business time of the decision. */
    at: moment().notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
  },
  // This key serves all queries of a case: events in order, from a number on.
  (table) => [primaryKey({ columns: [table.caseId, table.seq] })],
)

/** The outcome of every command, also of refused ones. Append-only. */
export const command = pgTable(
  'command',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    commandId: text('command_id').$type<CommandId>().notNull(),
    action: text().notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    /** Only for a person's act. The same id with another hash is another act and is refused. */
    contentHash: text('content_hash'),
    outcome: jsonb().$type<Outcome>().notNull(),
    at: moment().notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
    /** Its events; null when there are none. */
    seqFrom: integer('seq_from'),
    seqTo: integer('seq_to'),
  },
  (table) => [
    // Case first: an act that is sent again finds its outcome.
    primaryKey({ columns: [table.caseId, table.commandId] }),
    // GET /v1/commands/{id} knows only the command.
    index('command_by_id').on(table.commandId),
  ],
)

export const AUDIT_KINDS = ['event', 'refusal', 'early-refusal', 'operation'] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

/** The hash chain of a case: its events and everything that was refused. Append-only. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    /** 1, 2, 3 …: position in the case's chain. */
    n: integer().notNull(),
    kind: text().$type<AuditKind>().notNull(),
    /** The event; null for refusals. */
    seq: integer(),
    commandId: text('command_id').$type<CommandId>(),
    content: jsonb().$type<AuditContent>().notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
    recordedReal: moment('recorded_real').notNull().default(realNow),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.n] }),
    // The audit view across cases, newest first.
    index('audit_entry_by_time').on(table.recordedReal),
  ],
)
