/**
 * O&M gate 1 (rulebook §2.8): an owner who does not share data as required, or collects data twice, gets no O&M funds
 * [C:S2,S0] and may build nothing new (R+).
 *
 * It is checked each time that the owner proposes the funds of a year (T31): if it is unmet, no funds are arranged, whatever
 * the grade. Funds that are already arranged are frozen while it is unmet. A finding against it also bans the owner from new
 * builds; missing or expired evidence does not.
 */
import { MISSING_EVIDENCE_DEFAULT, VALIDITY_DEFAULT } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import { MEASURES_DUPLICATE_COLLECTION, MEASURES_SHARING } from '../../law/provisions.ts'
import type { GateRule } from './gate.ts'
import { withheld } from './om-effects.ts'
import { type OmReasonEntry, reasonOf } from './om-reason.ts'

const SOURCE = together(MEASURES_SHARING, MEASURES_DUPLICATE_COLLECTION)

export const SHARING_REASONS = {
  sharingUnmet: {
    zh: '未按要求共享数据资源或者重复采集数据，不安排运行维护经费',
    en: 'data are not shared as required, or are collected twice: no O&M funds',
    source: SOURCE,
  },
  sharingUnproven: {
    zh: '没有数据共享情况的证据，不安排运行维护经费',
    en: 'nothing shows that data are shared as required: no O&M funds',
    source: together(MEASURES_SHARING, MISSING_EVIDENCE_DEFAULT),
  },
  sharingExpired: {
    zh: '数据共享情况的证据已过有效期，不安排运行维护经费',
    en: 'the evidence on sharing has run out: no O&M funds',
    source: together(MEASURES_SHARING, VALIDITY_DEFAULT),
  },
} as const satisfies Record<string, OmReasonEntry>

export type SharingReason = keyof typeof SHARING_REASONS
const reason = reasonOf(SHARING_REASONS)

const CODES = {
  evidenceUnmet: 'sharingUnmet',
  noEvidence: 'sharingUnproven',
  evidenceExpired: 'sharingExpired',
} as const

/** Months that evidence without an end date is valid, by default policy [D]. */
export const SHARING_VALID_MONTHS = 12

export const SHARING_GATE: GateRule = {
  gate: 'sharing',
  zh: '数据共享',
  en: 'sharing of data',
  source: SOURCE,
  // The law names no recorder. Sharing is inspected by all bodies of the consultation mechanism [D].
  recordedBy: { approver: true, cyberspace: true, financeMinistry: true },
  validMonths: ({ values }) => values.gateEvidenceValidMonths.sharing,
  whileUnmet: (cause) => withheld(reason(CODES[cause])),
  ban: 'sharingUnmet',
  audience: ['owner', 'finance'],
}
