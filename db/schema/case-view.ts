/** Projection of a case of any kind: what screens and lists read. Derived from the events alone; `npm run rebuild` makes it anew. */
import { bigint, boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Involved } from '../queries/scope.ts'
import { legalDate, moment, searchVector } from './columns.ts'

const fenColumn = (name: string) => bigint(name, { mode: 'number' }).$type<Fen>()

export const caseView = pgTable(
  'case_view',
  {
    /** The part of the case id after the slash. */
    id: uuid().primaryKey(),
    caseId: text('case_id').$type<CaseId>().notNull().unique(),
    kind: text().notNull(),
    seq: integer().notNull(),
    title: text().notNull(),
    owner: text().$type<OrgId>().notNull(),
    authority: text().$type<OrgId>().notNull(),
    status: text().notNull(),
    statusSince: moment('status_since').notNull(),
    /** Something leads out of the status. */
    isOpen: boolean('is_open').notNull(),
    stage: text().notNull(),
    round: integer().notNull(),
    /** Null when only the clock can act. */
    turnRole: text('turn_role').$type<Role>(),
    turnOrg: text('turn_org').$type<OrgId>(),
    turnSince: moment('turn_since').notNull(),
    /** The armed deadline that is due first; null when none is armed. */
    nextDeadlineKind: text('next_deadline_kind'),
    dueOn: legalDate('due_on'),
    dueAt: moment('due_at'),
    dueProvisional: boolean('due_provisional'),
    /** What the current document asks for; null for a kind that asks for no money. */
    askedFen: fenColumn('asked_fen'),
    /** What was granted last; null before. */
    grantedFen: fenColumn('granted_fen'),
    submittedOn: legalDate('submitted_on'),
    /** The number that it has had from the start; no other case has it, unless that may take it over. */
    code: text(),
    freesCode: boolean('frees_code').notNull(),
    /** What only lists of its kind show. */
    listed: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Agencies that were commissioned: they may read it. */
    agencies: text().array().$type<OrgId[]>().notNull(),
    /** Who has a seat on one of its panels, or got a copy, by name or by office: they may read it, too. */
    involved: text().array().$type<Involved[]>().notNull(),
    /** The whole fold: the next append continues from it. */
    state: jsonb().$type<ReviewedState>().notNull(),
    /** Title and numbers as words, and marks of whose it is: `lexemesOf`. */
    search: searchVector(),
  },
  (table) => [
    // Lists, each with the cursor (id): of a kind that may be rare, by owner, by authority, by whose turn, by status; and by due date.
    index('case_view_by_kind').on(table.kind, table.id),
    index('case_view_by_owner').on(table.owner, table.id),
    index('case_view_by_authority').on(table.authority, table.id),
    index('case_view_by_turn').on(table.turnOrg, table.turnRole, table.id),
    index('case_view_by_status').on(table.status, table.id),
    index('case_view_by_due').on(table.dueAt, table.id),
    // Is this code taken?
    index('case_view_by_code').on(table.code),
    index('case_view_by_agency').using('gin', table.agencies),
    index('case_view_by_involved').using('gin', table.involved),
    // Search by words, and by amount.
    index('case_view_by_words').using('gin', table.search),
    index('case_view_by_amount').on(table.askedFen, table.id, table.owner),
  ],
)
