/** What any decision looks at besides the case itself. All of it is passed in: the domain asks nobody. */
import type { Calendar } from '../values/calendar.ts'
import type { Actor, Named, OrgId } from '../values/directory.ts'
import type { CommandId } from '../values/ids.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import { type PublishedFact, versionOf } from './published-fact.ts'

/** A version of the values that the law leaves open; `V`: those that somebody looks at. */
export interface PolicyVersion<V> {
  version: string
  effectiveFrom: PlainDate
  /** True when running cases are re-planned by it, too. */
  appliesToRunningCases: boolean
  values: V
}

/** Policy on acts of any case. */
export interface CasePolicy {
  /** Organisation that approves from a threshold on, and hears of what stays undone. */
  planningAuthority: OrgId
  /** A substitute 代班 belongs to the same department, agency or firm as whom they act for. */
  substituteOfSameRoot: boolean
  /** What an act names as a document was uploaded to its case before; otherwise files may lie elsewhere. */
  documentsHeldHere: boolean
}

/** Per fact outside the case, the version that a decision used: `append` compares them with the ones in force. */
export type FactVersions = Readonly<Record<string, string>>

/** Facts that live outside the case and move on their own; each has a version. */
export type OutsideFacts<V extends CasePolicy = CasePolicy> = Pick<
  CaseFacts<V>,
  'calendar' | 'policy' | 'published'
>

/** The versions that a decision used, of the facts that its kind of case rests on. */
export const versionsOf = (
  { facts }: { facts: readonly string[] },
  { calendar, policy, published }: OutsideFacts,
): FactVersions => ({
  calendar: calendar.version,
  policy: policy.version,
  ...Object.fromEntries(facts.map((fact) => [fact, versionOf(published, fact)])),
})

/** Everything one decision sees; facts outside the case have versions, with which it is recorded. */
export interface CaseFacts<V extends CasePolicy = CasePolicy> {
  /** Days off and workdays by the State Council's notices. */
  calendar: Calendar
  /** The policy in force for this case. */
  policy: PolicyVersion<V>
  /** What other cases published, or somebody loaded, about everybody, the owner, or the case itself. */
  published: readonly PublishedFact[]
  /** Business time at which it is decided. */
  at: Instant
  /** Business date at which the act was received: whether it was in time is judged by this. */
  on: PlainDate
  actor: Actor
  /** Whoever the act names, as far as the directory knows them. */
  named: Named
  command: { id: CommandId; contentHash: string }
}
