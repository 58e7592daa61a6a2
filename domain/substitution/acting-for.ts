import type { OrgId, PersonActor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'

/** The substitute as they are themselves. */
export interface Own {
  person: PersonId
  /** Other accounts of the same human. */
  accounts?: PersonId[] | undefined
  orgPath: OrgId[]
}

/** A substitute in the role, rank and organisation of whom they act for; each human with their own accounts. */
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
