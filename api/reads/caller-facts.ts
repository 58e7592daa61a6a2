import type { OutsideFacts } from '#domain/case/facts.ts'
import type { ReviewFacts, ReviewPolicy } from '#domain/review/kind.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CommandId } from '#domain/values/ids.ts'
import { dateOf } from '#domain/values/plain-date.ts'
import type { Caller } from '../auth/caller.ts'

/** The facts that a decision on an act of the caller would use now. */
export const factsFor = (outside: OutsideFacts<ReviewPolicy>, { now, actor }: Caller): ReviewFacts => ({
  ...outside,
  at: now,
  on: dateOf(now),
  actor,
  named: NOBODY_NAMED,
  command: { id: '' as CommandId, contentHash: '' },
})
