/** What bans stop, under a rule that no approval can satisfy any more. */

import { mustOf } from '#domain/case/refusal.ts'

const must = mustOf<'ownerBanned'>()

export const filingBanChecks = () => []

export const buildBanChecks = () => [must(false, 'ownerBanned', { reason: '', since: '' })]

export const BANS = { refusals: {} }
