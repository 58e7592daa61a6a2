import type { Role } from '../values/directory.ts'

/** Roles that may sit on a panel. */
export const SIGNER_ROLES = [
  'approver',
  'financeMinistry',
  'cyberspace',
  'stateCouncilOffice',
  'expert',
] as const satisfies readonly Role[]
