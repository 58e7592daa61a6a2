/** Projection: all tasks, open or done. The inbox reads it; titles come from `case_view`. */
import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { WaitingReason } from '#domain/tasks/task.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { legalDate, moment, searchVector } from './columns.ts'

export const task = pgTable(
  'task',
  {
    key: text().notNull(),
    /** Sequence number of the event that opened it. It is in the key, because the same work may have to be done again. */
    openedSeq: integer('opened_seq').notNull(),
    /** Its case, by the part of the id after the slash. */
    caseUuid: uuid('case_uuid').notNull(),
    kind: text().notNull(),
    verb: text().notNull(),
    /** Null: the named person may act in any role, or nobody is named. */
    role: text().$type<Role>(),
    /** The unit that it waits for. Null and no holder: an open round, shown only as waiting for signatures. */
    org: text().$type<OrgId>(),
    /** Who claimed it, was assigned it, or is named by it; for a copy: who received it. */
    holder: text().$type<PersonId>(),
    isPersonal: boolean('is_personal').notNull(),
    step: text(),
    seat: text(),
    owner: text().$type<OrgId>().notNull(),
    authority: text().$type<OrgId>().notNull(),
    stage: text().notNull(),
    round: integer().notNull(),
    /** `copied`: only to be read. */
    state: text().$type<'open' | 'done' | 'copied'>().notNull(),
    since: moment().notNull(),
    dueOn: legalDate('due_on'),
    dueAt: moment('due_at'),
    provisional: boolean().notNull(),
    /** `due_at`, or a date far in the future: the order of open tasks. */
    rank: moment().notNull(),
    why: text().$type<WaitingReason>().notNull(),
    leaderOnly: boolean('leader_only').notNull(),
    /** Who may not do it, after the group that this concerns, for example `ndrc/approver person:chen-hao`. */
    barred: text().array().notNull(),
    doneBy: text('done_by').$type<PersonId | 'system'>(),
    doneAt: moment('done_at'),
    /** The searchable words of the case, and marks of holder, group and state; a trigger writes them. */
    words: searchVector(),
  },
  (table) => {
    const open = sql`${table.state} = 'open'`
    // Columns of the filters, so that these are checked without reading the row.
    const filtered = [table.kind, table.stage, table.owner] as const
    return [
      primaryKey({ columns: [table.key, table.openedSeq] }),
      // Boxes, in the order of due dates.
      index('task_group')
        .on(table.org, table.role, table.rank, table.key, ...filtered, table.leaderOnly)
        .where(sql`${open} and ${table.holder} is null`),
      // A filter by kind in a large group.
      index('task_group_by_kind')
        .on(table.org, table.role, table.kind, table.rank, table.key)
        .where(sql`${open} and ${table.holder} is null`),
      index('task_mine')
        .on(table.holder, table.rank, table.key)
        .where(sql`${open} and ${table.holder} is not null`),
      // Tasks of other organisations on the cases of the owner or the authority.
      index('task_of_owner')
        .on(table.owner, table.rank, table.key, table.holder, table.kind, table.stage, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.owner}`),
      index('task_of_authority')
        .on(table.authority, table.rank, table.key, table.holder, ...filtered, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.authority}`),
      // The same with a filter by kind.
      index('task_of_owner_by_kind')
        .on(table.owner, table.kind, table.rank, table.key, table.holder, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.owner}`),
      index('task_of_authority_by_kind')
        .on(table.authority, table.kind, table.rank, table.key, table.holder, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.authority}`),
      // Tasks of the unit that a person holds, or that only a leader may claim.
      index('task_held')
        .on(table.org, table.rank, table.key, table.holder, table.authority, ...filtered)
        .where(sql`${open} and ${table.holder} is not null`),
      index('task_for_leaders')
        .on(table.org, table.role, table.rank, table.key, table.authority, ...filtered)
        .where(sql`${open} and ${table.holder} is null and ${table.leaderOnly}`),
      // The few tasks that a member of the group may not do.
      index('task_barred').using('gin', table.barred).where(open),
      index('task_done')
        .on(table.doneBy, table.doneAt, table.key, ...filtered, table.rank)
        .where(sql`${table.state} = 'done'`),
      index('task_copied')
        .on(table.holder, table.since, table.key, ...filtered)
        .where(sql`${table.state} = 'copied'`),
      // Search by words and marks; a separate index for open tasks and copies, because most tasks are done.
      index('task_by_words').using('gin', table.words).where(sql`${table.state} <> 'done'`),
      index('task_done_by_words').using('gin', table.words).where(sql`${table.state} = 'done'`),
      index('task_by_case').on(table.caseUuid, table.state, table.doneBy),
    ]
  },
)
