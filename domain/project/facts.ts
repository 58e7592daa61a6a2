/** Facts that a decision on a project uses besides the case itself. */
import type { CaseFacts, OutsideFacts as CaseOutsideFacts } from '../case/facts.ts'
import type { Words } from '../case/kind.ts'
import { NATIONAL_PLAN, type PublishedPlan, planInForce } from '../case/national-plan.ts'
import { publishedOf } from '../case/published-fact.ts'
import type { CaseId } from '../values/ids.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { Policy, PolicyValues } from './policy.ts'

/** A ban on new filings or new builds of an owner. One of its cases causes it, and the same case lifts it. */
export interface Ban {
  caseId: CaseId
  reason: BanReason
  since: PlainDate
}

/** Why an owner may not file or build anything new (rulebook §2.7 overdue, §2.8 gates 1 and 3). */
export const BAN_REASONS = {
  acceptanceOverdue: { zh: '逾期未申请验收', en: 'acceptance was not applied for in time' },
  sharingUnmet: {
    zh: '未按要求共享数据资源或者重复采集数据',
    en: 'data are not shared as required, or are collected twice',
  },
  securityUnmet: {
    zh: '不符合密码应用和网络安全要求或者存在重大安全隐患',
    en: 'cryptography or network security requirements are unmet, or a serious security risk exists',
  },
} as const satisfies Record<string, Words>
export type BanReason = keyof typeof BAN_REASONS

/** An entry in 国家政务信息系统总目录. */
export interface RegisterEntry {
  number: string
  since: PlainDate
  /** The day on which it was recorded here; left out: the same day as `since`. */
  enteredOn?: PlainDate
}

/** Published facts that decisions on a project use. */
export const FACTS = [NATIONAL_PLAN, 'ownerBan', 'registerEntry'] as const

/** Facts outside the case, with the published facts that a project uses in a typed form. */
export interface OutsideFacts extends CaseOutsideFacts<PolicyValues> {
  /** The national plan in force today; null before the first one. */
  plan: PublishedPlan | null
  /** Bans on the owner from other cases. */
  bans: readonly Ban[]
  register: RegisterEntry | null
}

/** Adds the published facts in the typed form. */
export function readFacts(outside: CaseOutsideFacts<PolicyValues>): OutsideFacts {
  // Facts of an old replay have no published facts.
  const { published = [] } = outside
  const [entry] = publishedOf(published, 'registerEntry')
  return {
    ...outside,
    published,
    plan: planInForce(published),
    bans: publishedOf(published, 'ownerBan').map(
      ({ caseId, part, body }) => ({ caseId, reason: part, ...body }) as Ban,
    ),
    register: entry ? (entry.body as unknown as RegisterEntry) : null,
  }
}

/** All facts that a decision uses. */
export interface Facts extends OutsideFacts, CaseFacts<PolicyValues> {
  policy: Policy
}
