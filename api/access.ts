/**
 * Who may read which cases: row 1 of the matrix, as data. Out of scope is answered as if it did not exist.
 * What may be done with a case its kind says.
 */
import type { Scope } from '#db/queries/scope.ts'
import type { Role } from '#domain/values/directory.ts'

/**
 * `own`: the owner is the caller's organisation or above it. `party`: it is the owner, the authority or an agency; in a
 * national body all cases. `assigned`: the caller's organisation appraises, evaluates or supervises it. `seat`: the
 * caller's organisation has a seat on it, it is its turn, or an approval was issued that it may have to revoke.
 * `metadata`: how it stands, not what it says. Whoever has a seat or got a copy reads it under each of the first four.
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

/** Roles of one national body each, whatever the directory says of the organisation. */
export const NATIONAL_ROLES: readonly Role[] = [
  'financeMinistry',
  'cyberspace',
  'stateCouncilOffice',
  'auditor',
]

/** What of a case a role does not read, although it reads the case. */
export interface ReadingRule {
  /**
   * Open rounds: all of them, for the authority and for national bodies that are not the owner; or only that they wait, and what one's
   * own seat needs.
   */
  openRounds: 'all' | 'own'
  /** Reads what work on commission needs; what that is not, its kind says. */
  isCommissioned: boolean
}

const EVERYTHING: ReadingRule = { openRounds: 'all', isCommissioned: false }
/** Whoever waits for a decision learns of it when it is made. */
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

/** Row 2: who writes drafts, of their own organisation. */
export const DRAFT_ROLES: readonly Role[] = ['applicant', 'departmentLead', 'frameworkLead']

/** Who brings files to a case that they can read: everybody whose acts name documents. */
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

/** Row 26: what was done and what was refused, with the chain that proves it. */
export const AUDIT_ROLES: readonly Role[] = ['auditor']

/** Who reads everybody's substitutions; others read their own. */
export const READS_ALL_SUBSTITUTIONS: readonly Role[] = ['auditor', 'securityAdmin']

/** Row 28: dead letters and notifications that were given up. */
export const OPERATING_ROLES: readonly Role[] = ['operator']

/** Calendars, policies and plans are loaded by these. */
export const REFERENCE_ROLES: readonly Role[] = ['systemAdmin']
