/** What people can do with a case: who may, and in which relation to it. */
import type { Provision } from '../law/provision.ts'
import type { Role } from '../values/directory.ts'

/**
 * The relation that the actor's organisation must have to the case: part of the owner, part of the approving authority,
 * none needed (national roles), a seat of the round (checked seat by seat), or one that the kind of case defines itself.
 */
export type Relation = 'owner' | 'authority' | 'national' | 'signer' | (string & {})

export interface ActionEntry {
  zh: string
  en: string
  roles: readonly Role[]
  relation: Relation
  /** The step whose panel decides on it, where policy says who signs. */
  review?: string
  /** The statuses in which it may be done; left out: its conditions say all of it. */
  from?: readonly string[]
  /** What it rests on; left out: the same as the act that it serves. */
  source?: Provision
  /** True when it is an act of deciding: the preparers and their bureaus may not do it. */
  decides?: true
}
