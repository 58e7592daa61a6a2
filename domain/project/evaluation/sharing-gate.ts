/**
 * O&M gate 1 (rulebook §2.8): whoever does not share data as required, or collects data twice, gets no O&M funds
 * [C:S2,S0] and builds nothing new (R+).
 *
 * It is looked at as it stands on the day, each time that the owner proposes the funds of a year (T31): unmet,
 * nothing is arranged, whatever the grade. What is arranged already is frozen while it is unmet. Evidence against it
 * also bars the owner from new builds; evidence that is missing or has run out bars nobody.
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

/** For so long evidence that names no end counts, by default policy [D]. */
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
  told: ['owner', 'finance'],
}
