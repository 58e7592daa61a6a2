/**
 * What bans on an owner stop. A missed acceptance blocks new filings (rulebook §2.7 [D]); evidence against gates 1 and 3 bans
 * new builds (§2.8), from the filing to the start: what is built already goes on.
 */
import type { Check } from '../case/refusal.ts'
import type { BanReason, Facts } from './facts.ts'
import { must } from './refusals.ts'

const BANS_BUILDS: readonly BanReason[] = ['sharingUnmet', 'securityUnmet']

type Known = Pick<Facts, 'bans'>

export const filingBanChecks = ({ bans }: Known): Check[] =>
  bans.map(({ reason, since }) => must(false, 'ownerBanned', { reason, since }))

export const buildBanChecks = ({ bans }: Known): Check[] =>
  filingBanChecks({ bans: bans.filter(({ reason }) => BANS_BUILDS.includes(reason)) })
