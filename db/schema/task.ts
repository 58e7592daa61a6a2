/** Projection: every task that ever waited, open or done. The inbox reads it; titles come from `case_view`. */
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
    /** Sequence number of the event that opened it: the same work may come again. */
    openedSeq: integer('opened_seq').notNull(),
    /** Its case, by the part of the id after the slash. */
    caseUuid: uuid('case_uuid').notNull(),
    kind: text().notNull(),
    verb: text().notNull(),
    /** Null where a person is waited for in whatever role, or nobody is named. */
    role: text().$type<Role>(),
    /** The unit that it waits for. Null, with no holder: a round of which only is told that it waits for signatures. */
    org: text().$type<OrgId>(),
    /** Who claimed it, was given it, or is named by it; of a copy who received it. */
    holder: text().$type<PersonId>(),
    isPersonal: boolean('is_personal').notNull(),
    step: text(),
    seat: text(),
    owner: text().$type<OrgId>().notNull(),
    authority: text().$type<OrgId>().notNull(),
    stage: text().notNull(),
    round: integer().notNull(),
    /** `copied`: to be read only. */
    state: text().$type<'open' | 'done' | 'copied'>().notNull(),
    since: moment().notNull(),
    dueOn: legalDate('due_on'),
    dueAt: moment('due_at'),
    provisional: boolean().notNull(),
    /** `due_at`, or far away: the order of open tasks. */
    rank: moment().notNull(),
    why: text().$type<WaitingReason>().notNull(),
    leaderOnly: boolean('leader_only').notNull(),
    /** `ndrc/approver person:chen-hao`: in which group who may not do it, so that a group finds its own. */
    barred: text().array().notNull(),
    doneBy: text('done_by').$type<PersonId | 'system'>(),
    doneAt: moment('done_at'),
    /** The case's words to search by, and marks of where the task stands; a trigger writes them. */
    words: searchVector(),
  },
  (table) => {
    const open = sql`${table.state} = 'open'`
    // Filters look at these without the row.
    const filtered = [table.kind, table.stage, table.owner] as const
    return [
      primaryKey({ columns: [table.key, table.openedSeq] }),
      // Boxes, in the order of due dates.
      index('task_group')
        .on(table.org, table.role, table.rank, table.key, ...filtered, table.leaderOnly)
        .where(sql`${open} and ${table.holder} is null`),
      // A rare kind in a large group.
      index('task_group_by_kind')
        .on(table.org, table.role, table.kind, table.rank, table.key)
        .where(sql`${open} and ${table.holder} is null`),
      index('task_mine')
        .on(table.holder, table.rank, table.key)
        .where(sql`${open} and ${table.holder} is not null`),
      // Work elsewhere on the owner's or the authority's cases.
      index('task_of_owner')
        .on(table.owner, table.rank, table.key, table.holder, table.kind, table.stage, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.owner}`),
      index('task_of_authority')
        .on(table.authority, table.rank, table.key, table.holder, ...filtered, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.authority}`),
      // A rare kind among all that is elsewhere.
      index('task_of_owner_by_kind')
        .on(table.owner, table.kind, table.rank, table.key, table.holder, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.owner}`),
      index('task_of_authority_by_kind')
        .on(table.authority, table.kind, table.rank, table.key, table.holder, table.org)
        .where(sql`${open} and ${table.org} is distinct from ${table.authority}`),
      // Work in the unit itself that one person holds, or only a leader may take.
      index('task_held')
        .on(table.org, table.rank, table.key, table.holder, table.authority, ...filtered)
        .where(sql`${open} and ${table.holder} is not null`),
      index('task_for_leaders')
        .on(table.org, table.role, table.rank, table.key, table.authority, ...filtered)
        .where(sql`${open} and ${table.holder} is null and ${table.leaderOnly}`),
      // The few that somebody of the group may not do.
      index('task_barred').using('gin', table.barred).where(open),
      index('task_done')
        .on(table.doneBy, table.doneAt, table.key, ...filtered, table.rank)
        .where(sql`${table.state} = 'done'`),
      index('task_copied')
        .on(table.holder, table.since, table.key, ...filtered)
        .where(sql`${table.state} = 'copied'`),
      // By words and marks, what is to be done or read apart from the many that are done.
      index('task_by_words').using('gin', table.words).where(sql`${table.state} <> 'done'`),
      index('task_done_by_words').using('gin', table.words).where(sql`${table.state} = 'done'`),
      index('task_by_case').on(table.caseUuid, table.state, table.doneBy),
    ]
  },
)
