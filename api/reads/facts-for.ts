import type { CommandId } from '#domain/ids.ts'
import { dateOf } from '#domain/plain-date.ts'
import type { Facts, OutsideFacts } from '#domain/project/facts.ts'
import type { Caller } from '../auth/caller.ts'

/** The facts under which an act of the caller would be decided at this moment. */
export const factsFor = (outside: OutsideFacts, { actor, now }: Caller, contentHash = ''): Facts => ({
  ...outside,
  at: now,
  on: dateOf(now),
  actor,
  command: { id: '' as CommandId, contentHash },
})
