/**
 * O&M gate 3 (rulebook §2.8): a system that fails the requirements on cryptography and network security, or has a
 * serious security risk, gets no O&M funds [C:S2], and its owner may build nothing new (R+).
 *
 * It is checked each time that the owner proposes the funds of a year (T31): if it is unmet, no funds are arranged, whatever
 * the grade. Funds that are already arranged are frozen while it is unmet. A finding against it also bans the owner from new
 * builds; missing or expired evidence does not.
 */
import { MISSING_EVIDENCE_DEFAULT, VALIDITY_DEFAULT } from '../../law/own-policy.ts'
import { together } from '../../law/provision.ts'
import { MEASURES_HIDDEN_DANGER, MEASURES_SECURITY } from '../../law/provisions.ts'
import type { GateRule } from './gate.ts'
import { withheld } from './om-effects.ts'
import { type OmReasonEntry, reasonOf } from './om-reason.ts'

const SOURCE = together(MEASURES_SECURITY, MEASURES_HIDDEN_DANGER)

export const SECURITY_REASONS = {
  securityUnmet: {
    zh: '不符合密码应用和网络安全要求或者存在重大安全隐患，不安排运行维护经费',
    en: 'cryptography or network security requirements are unmet, or a serious security risk exists: no O&M funds',
    source: SOURCE,
  },
  securityUnproven: {
    zh: '没有密码应用和网络安全的证据，不安排运行维护经费',
    en: 'nothing shows that cryptography and network security requirements are met: no O&M funds',
    source: together(MEASURES_SECURITY, MISSING_EVIDENCE_DEFAULT),
  },
  securityExpired: {
    zh: '密码应用和网络安全的证据已过有效期，不安排运行维护经费',
    en: 'the evidence on cryptography and network security has run out: no O&M funds',
    source: together(MEASURES_SECURITY, VALIDITY_DEFAULT),
  },
} as const satisfies Record<string, OmReasonEntry>

export type SecurityReason = keyof typeof SECURITY_REASONS
const reason = reasonOf(SECURITY_REASONS)

const CODES = {
  evidenceUnmet: 'securityUnmet',
  noEvidence: 'securityUnproven',
  evidenceExpired: 'securityExpired',
} as const

export const SECURITY_GATE: GateRule = {
  gate: 'security',
  zh: '密码应用和网络安全',
  en: 'cryptography and network security',
  source: SOURCE,
  // The law names no recorder; the security authority is the source of such evidence [D].
  recordedBy: { approver: false, cyberspace: true, financeMinistry: false },
  // The same period as for the assessment of cryptography 密评 at acceptance [D].
  validMonths: ({ values }) => values.cryptographyAssessmentValidMonths,
  whileUnmet: (cause) => withheld(reason(CODES[cause])),
  ban: 'securityUnmet',
  audience: ['owner', 'finance'],
}
