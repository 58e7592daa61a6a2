/**
 * Which roles may read which cases: row 1 of the matrix, as data. A case out of scope is answered as if it did not exist. Which acts are
 * possible, the kind of the case says.
 */
import type { Scope } from '#db/queries/scope.ts'
import type { Role } from '#domain/values/directory.ts'

/**
 * `own`: the owner is the caller's organisation or above it. `party`: the caller's organisation is the owner, the authority or an agency;
 * in a national body: all cases. `assigned`: the caller's organisation appraises, evaluates or supervises the project. `seat`: the
 * caller's organisation has a seat or the turn, or may have to revoke an approval. `metadata`: status and dates without content. With
 * each of the first four, people also read cases on which they have a seat or of which they got a copy.
 */
export type ReadScope = Scope

export const READS_CASES: Readonly<Record<Role, ReadScope>> = {
  applicant: 'own',
  departmentLead: 'own',
  frameworkLead: 'own',
  approver: 'party',
  financeMinistry: 'national',
  // It records evidence on the security gate of any system [D].
  cyberspace: 'national',
  stateCouncilOffice: 'seat',
  expert: 'assigned',
  supervisor: 'assigned',
  auditor: 'national',
  departmentFinance: 'own',
  operator: 'metadata',
  systemAdmin: 'none',
  securityAdmin: 'none',
}

/** Roles that only one national body has; the directory need not mark their organisations as national. */
export const NATIONAL_ROLES: readonly Role[] = [
  'financeMinistry',
  'cyberspace',
  'stateCouncilOffice',
  'auditor',
]

/** Which parts of a case a role reads. */
export interface ReadingRule {
  /**
   * `all`: every open round, for the authority and for national bodies that are not the owner. `own`: only that a round waits, and what
   * the reader's own seat needs.
   */
  openRounds: 'all' | 'own'
  /** Reads only what work on commission needs, as the kind of the case defines it. */
  isCommissioned: boolean
}

const EVERYTHING: ReadingRule = { openRounds: 'all', isCommissioned: false }
/** People who wait for a decision do not see votes before it is made. */
const APPLYING: ReadingRule = { openRounds: 'own', isCommissioned: false }
const COMMISSIONED: ReadingRule = { openRounds: 'own', isCommissioned: true }

export const READS_PARTS: Readonly<Record<Role, ReadingRule>> = {
  applicant: APPLYING,
  departmentLead: APPLYING,
  frameworkLead: APPLYING,
  approver: EVERYTHING,
  financeMinistry: EVERYTHING,
  cyberspace: EVERYTHING,
  stateCouncilOffice: EVERYTHING,
  expert: COMMISSIONED,
  supervisor: COMMISSIONED,
  auditor: EVERYTHING,
  departmentFinance: APPLYING,
  operator: COMMISSIONED,
  systemAdmin: COMMISSIONED,
  securityAdmin: COMMISSIONED,
}

/** Row 2: who writes drafts of their own organisation. */
export const DRAFT_ROLES: readonly Role[] = ['applicant', 'departmentLead', 'frameworkLead']

/** Who uploads files to a case that they can read: everybody whose acts name documents. */
export const UPLOAD_ROLES: readonly Role[] = [
  ...DRAFT_ROLES,
  'approver',
  'financeMinistry',
  'cyberspace',
  'stateCouncilOffice',
  'expert',
  'supervisor',
  'departmentFinance',
]

/** Row 26: events and refusals, with the hash chain that proves them. */
export const AUDIT_ROLES: readonly Role[] = ['auditor']

/** Who reads everybody's substitutions; others read their own. */
export const READS_ALL_SUBSTITUTIONS: readonly Role[] = ['auditor', 'securityAdmin']

/** Row 28: dead letters and notifications that were given up. */
export const OPERATING_ROLES: readonly Role[] = ['operator']

/** Calendars, policies and plans are loaded by these. */
export const REFERENCE_ROLES: readonly Role[] = ['systemAdmin']
