/** Facts that a decision uses besides the case itself. They are passed in: the domain does no I/O. */
import type { Calendar } from '../values/calendar.ts'
import type { Actor, Named, OrgId } from '../values/directory.ts'
import type { CommandId } from '../values/ids.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import { type PublishedFact, versionOf } from './published-fact.ts'

/** A version of the policy; `V`: the values that the reader needs. */
export interface PolicyVersion<V> {
  version: string
  effectiveFrom: PlainDate
  /** True when it also applies to running cases, whose deadlines are then planned anew. */
  appliesToRunningCases: boolean
  values: V
}

/** Policy on acts of any case. */
export interface CasePolicy {
  /** Organisation that approves from a threshold on, and to which overdue matters are escalated. */
  planningAuthority: OrgId
  /** A substitute 代班 must belong to the same department, agency or firm as the person whom they act for. */
  substituteOfSameRoot: boolean
  /** Documents that an act names must have been uploaded to the case. False: files may be stored elsewhere. */
  documentsHeldHere: boolean
}

/** For each fact outside the case, the version that a decision used; `append` compares it with the version in force. */
export type FactVersions = Readonly<Record<string, string>>

/** Facts that change independently of the case; each has a version. */
export type OutsideFacts<V extends CasePolicy = CasePolicy> = Pick<
  CaseFacts<V>,
  'calendar' | 'policy' | 'published'
>

/** The versions that a decision used, of all facts that its kind of case uses. */
export const versionsOf = (
  { facts }: { facts: readonly string[] },
  { calendar, policy, published }: OutsideFacts,
): FactVersions => ({
  calendar: calendar.version,
  policy: policy.version,
  ...Object.fromEntries(facts.map((fact) => [fact, versionOf(published, fact)])),
})

/** Everything that a decision uses besides the case. */
export interface CaseFacts<V extends CasePolicy = CasePolicy> {
  /** Days off and working days by the notices of the State Council. */
  calendar: Calendar
  /** The policy in force for this case. */
  policy: PolicyVersion<V>
  /** Facts about everybody, the owner or the case itself that other cases published or that were loaded. */
  published: readonly PublishedFact[]
  /** Business time of the decision. */
  at: Instant
  /** Business date on which the act was received; it decides whether the act is in time. */
  on: PlainDate
  actor: Actor
  /** People, organisations and documents that the act names and that exist. */
  named: Named
  command: { id: CommandId; contentHash: string }
}
