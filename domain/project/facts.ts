/** What a decision on a project looks at besides the case itself. */
import type { CaseFacts } from '../case/facts.ts'
import type { PlanVersion } from '../case/national-plan.ts'
import type { Calendar } from '../values/calendar.ts'
import type { CaseId } from '../values/ids.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { Policy, PolicyValues } from './policy.ts'

/** A bar on new builds of an owner, put up by one of its cases and lifted by the same case. */
export interface Ban {
  caseId: CaseId
  reason: BanReason
  since: PlainDate
}

/** Why an owner may not start anything new (rulebook §2.7 overdue, §2.8 gates 1 and 3). */
export const BAN_REASONS = ['acceptanceOverdue', 'sharingUnmet', 'securityUnmet'] as const
export type BanReason = (typeof BAN_REASONS)[number]

/** Entry in 国家政务信息系统总目录. */
export interface RegisterEntry {
  number: string
  since: PlainDate
  /** The day on which it came into our record; left out: on that very day. */
  enteredOn?: PlainDate
}

/** Facts that live outside the case and move on their own; each has a version. */
export interface OutsideFacts {
  /** Days off and workdays by the State Council's notices. */
  calendar: Calendar
  /** The policy in force for this case. */
  policy: Policy
  /** The national plan in force today; null before the first one. */
  plan: PlanVersion | null
  /** Bans on the owner that other cases put up. */
  bans: Ban[]
  register: RegisterEntry | null
}

export type FactVersions = Record<keyof OutsideFacts, string>

/** The versions that a decision used; `append` compares them with the ones in force. */
export function versionsOf(facts: OutsideFacts): FactVersions {
  return {
    calendar: facts.calendar.version,
    policy: facts.policy.version,
    plan: facts.plan?.version ?? 'none',
    bans: facts.bans.map((ban) => `${ban.caseId}:${ban.reason}`).join() || 'none',
    register: facts.register?.number ?? 'none',
  }
}

/** Everything one decision sees. */
export interface Facts extends OutsideFacts, CaseFacts<PolicyValues> {}
