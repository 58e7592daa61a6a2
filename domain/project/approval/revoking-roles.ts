import type { Role } from '../../values/directory.ts'

/** Roles that policy may make the revoking one; which it is stands in `revokingRole`. */
export const REVOKING_ROLES = ['stateCouncilOffice', 'approver'] as const satisfies readonly Role[]
export type RevokingRole = (typeof REVOKING_ROLES)[number]
