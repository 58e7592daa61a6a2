/**
 * The effects of bans on an owner. An overdue acceptance stops new filings (rulebook §2.7 [D]). Findings against gates 1 and 3 stop
 * new builds (§2.8) from the filing to the start; construction that has started continues.
 */

import { wordsIn } from '../case/kind.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { POLICY_ACCEPTANCE } from '../law/own-policy.ts'
import { together } from '../law/provision.ts'
import { MEASURES_DUPLICATE_COLLECTION, MEASURES_HIDDEN_DANGER } from '../law/provisions.ts'
import { BAN_REASONS, type BanReason, type Facts } from './facts.ts'
import type { ProjectTopic } from './topic.ts'

const REFUSALS = {
  ownerBanned: {
    kind: 'gate',
    zh: '建设单位受到限制，不得新报或新建项目（逾期未申请验收的，仅限新报）：{reason}（自 {since}）',
    en: 'the owner may file or build nothing new (file only, where an acceptance is overdue): {reason} (since {since})',
    source: together(MEASURES_DUPLICATE_COLLECTION, MEASURES_HIDDEN_DANGER, POLICY_ACCEPTANCE),
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

const BANS_BUILDS: readonly BanReason[] = ['sharingUnmet', 'securityUnmet']

type Known = Pick<Facts, 'bans'>

export const filingBanChecks = ({ bans }: Known): Check[] =>
  bans.map(({ reason, since }) => must(false, 'ownerBanned', { reason: wordsIn(BAN_REASONS, reason), since }))

export const buildBanChecks = ({ bans }: Known): Check[] =>
  filingBanChecks({ bans: bans.filter(({ reason }) => BANS_BUILDS.includes(reason)) })

export const BANS = { refusals: REFUSALS } satisfies ProjectTopic
