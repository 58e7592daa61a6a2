/** Whose inbox a task is in: the narrowest role that may do it, and who also looks after that role's tasks. */

import { actionOf, type CaseKind } from '../case/kind.ts'
import type { Role } from '../values/directory.ts'

/** A unit's lead does whatever waits for its applicant or its finance. */
const LOOKS_AFTER: Partial<Readonly<Record<Role, readonly Role[]>>> = {
  departmentLead: ['departmentLead', 'applicant', 'departmentFinance'],
}

/** The roles whose tasks somebody in this role finds in the inbox. */
export const rolesServedBy = (role: Role): readonly Role[] => LOOKS_AFTER[role] ?? [role]

/** The role that an act waits for: the narrowest of those that may do it. */
export function roleFor(kind: Pick<CaseKind, 'name' | 'actions'>, verb: string): Role | null {
  const { roles } = actionOf(kind, verb)
  return roles.find((role) => LOOKS_AFTER[role] === undefined) ?? roles[0] ?? null
}
