import type { OrgId, PersonActor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'

/** The substitute's own account and organisation. */
export interface Own {
  person: PersonId
  /** Other accounts of the same human. */
  accounts?: PersonId[] | undefined
  orgPath: OrgId[]
}

/** A substitute acts in the role, rank and organisation of the person whom they act for; each keeps their own accounts. */
export function inSteadOf(stead: PersonActor, own: Own, substitution: string): PersonActor {
  const { accounts: others, ...office } = stead
  return {
    ...{ ...office, person: own.person },
    ...(own.accounts ? { accounts: own.accounts } : {}),
    actingFor: {
      person: stead.person,
      ...(others ? { accounts: others } : {}),
      ownPath: own.orgPath,
      substitution,
    },
  }
}
