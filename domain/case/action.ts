/** The entry of an act: who may do it, in which relation to the case, and in which statuses. */
import type { Provision } from '../law/provision.ts'
import type { Role } from '../values/directory.ts'

/**
 * The relation that the actor's organisation must have to the case: part of the owner, part of the approving authority,
 * none (national roles), the holder of a seat of the round (each seat is checked), or one that the kind of case defines.
 */
export type Relation = 'owner' | 'authority' | 'national' | 'signer' | (string & {})

export interface ActionEntry {
  zh: string
  en: string
  roles: readonly Role[]
  relation: Relation
  /** The step whose panel decides on it, if policy defines one. */
  review?: string
  /** The statuses in which it may be done. Left out: only its conditions limit it. */
  from?: readonly string[]
  /** Its provision. Left out: that of the act which it belongs to. */
  source?: Provision
  /** The act is a decision: people with a part in the case may not do it (`duties.ts`). */
  decides?: true
}
