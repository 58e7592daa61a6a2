/** Projection of a case of any kind, for views and lists. Derived only from the events; `npm run rebuild` writes it again. */
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
    /** A workflow hosts it: something leads out of the status, and the case does not rest in it. */
    isOpen: boolean('is_open').notNull(),
    stage: text().notNull(),
    round: integer().notNull(),
    /** Null when only a deadline can change the status. */
    turnRole: text('turn_role').$type<Role>(),
    turnOrg: text('turn_org').$type<OrgId>(),
    turnSince: moment('turn_since').notNull(),
    /** The armed deadline that is due first; null when none is armed. */
    nextDeadlineKind: text('next_deadline_kind'),
    dueOn: legalDate('due_on'),
    dueAt: moment('due_at'),
    dueProvisional: boolean('due_provisional'),
    /** The amount that the current document asks for; null for a kind without amounts. */
    askedFen: fenColumn('asked_fen'),
    /** The amount that was granted last; null before. */
    grantedFen: fenColumn('granted_fen'),
    submittedOn: legalDate('submitted_on'),
    /** The code of the case from its first act on. No other case has it, unless that case may take it over. */
    code: text(),
    freesCode: boolean('frees_code').notNull(),
    /** Fields that only lists of its kind show. */
    listed: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Agencies that were commissioned: they may read the case. */
    agencies: text().array().$type<OrgId[]>().notNull(),
    /** People and offices that have a seat on a panel or got a copy: they may read the case, too. */
    involved: text().array().$type<Involved[]>().notNull(),
    /** The whole fold: the next append continues from it. */
    state: jsonb().$type<ReviewedState>().notNull(),
    /** Words of title and numbers, and marks of owner and authority: `lexemesOf`. */
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
    // Whether a code is taken.
    index('case_view_by_code').on(table.code),
    index('case_view_by_agency').using('gin', table.agencies),
    index('case_view_by_involved').using('gin', table.involved),
    // Search by words, and by amount.
    index('case_view_by_words').using('gin', table.search),
    index('case_view_by_amount').on(table.askedFen, table.id, table.owner),
  ],
)
