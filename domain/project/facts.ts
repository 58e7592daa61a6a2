/** What a decision on a project looks at besides the case itself. */
import type { CaseFacts, OutsideFacts as CaseOutsideFacts } from '../case/facts.ts'
import type { Words } from '../case/kind.ts'
import type { PlanVersion } from '../case/national-plan.ts'
import { publishedOf } from '../case/published-fact.ts'
import type { CaseId } from '../values/ids.ts'
import type { PlainDate } from '../values/plain-date.ts'
import type { Policy, PolicyValues } from './policy.ts'

/** A bar on new filings, or new builds, of an owner, put up by one of its cases and lifted by the same case. */
export interface Ban {
  caseId: CaseId
  reason: BanReason
  since: PlainDate
}

/** Why an owner may file, or build, nothing new (rulebook §2.7 overdue, §2.8 gates 1 and 3). */
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

/** Entry in 国家政务信息系统总目录. */
export interface RegisterEntry {
  number: string
  since: PlainDate
  /** The day on which it came into our record; left out: on that very day. */
  enteredOn?: PlainDate
}

/** What a project's decisions rest on outside it. */
export const FACTS = ['nationalPlan', 'ownerBan', 'registerEntry'] as const

/** Facts that live outside the case and move on their own, and what of the published ones a project reads. */
export interface OutsideFacts extends CaseOutsideFacts<PolicyValues> {
  /** The national plan in force today; null before the first one. */
  plan: PlanVersion | null
  /** Bans on the owner that other cases put up. */
  bans: readonly Ban[]
  register: RegisterEntry | null
}

/** The same with what it reads of them. */
export function readFacts(outside: CaseOutsideFacts<PolicyValues>): OutsideFacts {
  // A replay brings facts of before there were published ones.
  const { published = [] } = outside
  const [plan] = publishedOf(published, 'nationalPlan')
  const [entry] = publishedOf(published, 'registerEntry')
  return {
    ...outside,
    published,
    plan: plan ? ({ version: plan.version, ...plan.body } as unknown as PlanVersion) : null,
    bans: publishedOf(published, 'ownerBan').map(
      ({ caseId, part, body }) => ({ caseId, reason: part, ...body }) as Ban,
    ),
    register: entry ? (entry.body as unknown as RegisterEntry) : null,
  }
}

/** Everything one decision sees. */
export interface Facts extends OutsideFacts, CaseFacts<PolicyValues> {
  policy: Policy
}
