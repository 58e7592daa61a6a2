/**
 * What bans on an owner stop. A missed acceptance blocks new filings (rulebook §2.7 [D]); evidence against gates 1 and 3 bans
 * new builds (§2.8), from the filing to the start: what is built already goes on.
 */

import { wordsIn } from '../case/kind.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { POLICY_BAN } from '../law/own-policy.ts'
import { BAN_REASONS, type BanReason, type Facts } from './facts.ts'
import type { ProjectTopic } from './topic.ts'

const REFUSALS = {
  ownerBanned: {
    kind: 'gate',
    zh: '建设单位存在限制：{reason}（自 {since}）',
    en: 'the owner is barred from new builds: {reason} (since {since})',
    source: POLICY_BAN,
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
