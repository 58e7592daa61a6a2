/**
 * Who may read which projects: row 1 of the matrix, as data. Out of scope is answered as if it did not exist.
 * What may be done with a project is in `domain/project/actions.ts`.
 */
import type { Role } from '#domain/directory.ts'

/**
 * `own`: the owner is the caller's organisation or above it. `assigned`: the caller's organisation appraises,
 * evaluates or supervises it. `seat`: the caller's organisation has a seat on it or it is its turn. `metadata`:
 * how it stands, not what it says.
 */
export const READ_SCOPES = ['own', 'national', 'assigned', 'seat', 'metadata', 'none'] as const
export type ReadScope = (typeof READ_SCOPES)[number]

export const READS_PROJECTS: Readonly<Record<Role, ReadScope>> = {
  applicant: 'own',
  departmentLead: 'own',
  frameworkLead: 'own',
  approver: 'national',
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

/** Row 2: who writes drafts, of their own organisation. */
export const DRAFT_ROLES: readonly Role[] = ['applicant', 'departmentLead', 'frameworkLead']

/** Who brings files to a project that they can read: everybody whose acts name documents. */
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

/** Row 28: dead letters and notifications that were given up. */
export const OPERATING_ROLES: readonly Role[] = ['operator']

/** Calendars, policies and plans are loaded by these. */
export const REFERENCE_ROLES: readonly Role[] = ['systemAdmin']
