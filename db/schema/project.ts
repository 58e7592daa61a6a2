/** Projections: what screens and lists read. Derived from the events alone; `npm run rebuild` makes them anew. */
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { CatalogItem } from '#domain/project/approval/events.ts'
import type { SharingType, Stage, Track } from '#domain/project/approval/words.ts'
import type { DeadlineKind } from '#domain/project/deadline.ts'
import type { BanReason } from '#domain/project/facts.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId, ProjectId } from '#domain/values/ids.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Involved } from '../queries/project-scope.ts'
import { legalDate, moment, searchVector } from './columns.ts'

const fenColumn = (name: string) => bigint(name, { mode: 'number' }).$type<Fen>()

export const project = pgTable(
  'project',
  {
    id: uuid().$type<ProjectId>().primaryKey(),
    caseId: text('case_id').$type<CaseId>().notNull().unique(),
    seq: integer().notNull(),
    title: text().notNull(),
    owner: text().$type<OrgId>().notNull(),
    authority: text().$type<OrgId>().notNull(),
    status: text().$type<ProjectStatus>().notNull(),
    statusSince: moment('status_since').notNull(),
    stage: text().$type<Stage>().notNull(),
    round: integer().notNull(),
    track: text().$type<Track>().notNull(),
    /** Null when only the clock can act. */
    turnRole: text('turn_role').$type<Role>(),
    turnOrg: text('turn_org').$type<OrgId>(),
    turnSince: moment('turn_since').notNull(),
    /** The armed deadline that is due first; null when none is armed. */
    nextDeadlineKind: text('next_deadline_kind').$type<DeadlineKind>(),
    dueOn: legalDate('due_on'),
    dueAt: moment('due_at'),
    dueProvisional: boolean('due_provisional'),
    /** What the current document asks for. */
    investmentFen: fenColumn('investment_fen').notNull(),
    /** What the latest approval granted; null before the first. */
    approvedFen: fenColumn('approved_fen'),
    submittedOn: legalDate('submitted_on'),
    projectCode: text('project_code'),
    /** Who appraises, evaluates or supervises it, or did: they may read it. */
    agencies: text().array().$type<OrgId[]>().notNull(),
    /** Who has a seat on one of its panels, or got a copy, by name or by office: they may read it, too. */
    involved: text().array().$type<Involved[]>().notNull(),
    /** The whole fold: the next append continues from it. */
    state: jsonb().$type<ProjectState>().notNull(),
    /** Title, project code and document numbers as words, and marks of whose it is: `lexemesOf`. */
    search: searchVector(),
  },
  (table) => [
    // Lists, each with the cursor (id): by owner, by authority, by whose turn, by status; and by due date.
    index('project_by_owner').on(table.owner, table.id),
    index('project_by_authority').on(table.authority, table.id),
    index('project_by_turn').on(table.turnOrg, table.turnRole, table.id),
    index('project_by_status').on(table.status, table.id),
    index('project_by_due').on(table.dueAt, table.id),
    // Is this code taken?
    index('project_by_code').on(table.projectCode),
    index('project_by_agency').using('gin', table.agencies),
    index('project_by_involved').using('gin', table.involved),
    // Search by words, and by amount.
    index('project_by_words').using('gin', table.search),
    index('project_by_investment').on(table.investmentFen, table.id, table.owner),
  ],
)

/** The resource catalog of the current form. */
export const catalogItem = pgTable(
  'catalog_item',
  {
    projectId: uuid('project_id').$type<ProjectId>().notNull(),
    code: text().notNull(),
    /** Order in the catalog as it was submitted. */
    position: integer().notNull(),
    name: text().notNull(),
    sharing: text().$type<SharingType>().notNull(),
    basis: text(),
    condition: text(),
    items: jsonb().$type<CatalogItem['items']>().notNull(),
    format: text().notNull(),
    updateCycle: text('update_cycle').notNull(),
    open: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.code] }),
    // Who else offers this resource, and how is it shared?
    index('catalog_item_by_code').on(table.code),
  ],
)

/** Bars on new builds of an owner; a fact for the owner's other cases. */
export const ownerBan = pgTable(
  'owner_ban',
  {
    owner: text().$type<OrgId>().notNull(),
    caseId: text('case_id').$type<CaseId>().notNull(),
    reason: text().$type<BanReason>().notNull(),
    since: legalDate().notNull(),
  },
  // Owner first: read at every decision on a case of that owner.
  (table) => [primaryKey({ columns: [table.owner, table.caseId, table.reason] })],
)

/** What the O&M budget of a year rests on, per project and round of the evaluation. */
export const omBasis = pgTable(
  'om_basis',
  {
    projectId: uuid('project_id').$type<ProjectId>().notNull(),
    year: integer().notNull(),
    round: integer().notNull(),
    basis: jsonb().notNull(),
  },
  // Year first: a budget year reads all its projects.
  (table) => [primaryKey({ columns: [table.year, table.projectId, table.round] })],
)
