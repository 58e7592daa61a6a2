/** The checks of bans, with a rule that no approval can satisfy. */

import { mustOf } from '#domain/case/refusal.ts'

const must = mustOf<'ownerBanned'>()

export const filingBanChecks = () => []

export const buildBanChecks = () => [must(false, 'ownerBanned', { reason: '', since: '' })]

export const BANS = { refusals: {} }
