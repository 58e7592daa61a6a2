/** Who may record evidence on which gate. */
import type { Gate } from './words.ts'

const EVIDENCE_ROLES = ['approver', 'cyberspace', 'financeMinistry'] as const
export type EvidenceRole = (typeof EVIDENCE_ROLES)[number]

export type EvidenceRoleTable = Record<Gate, Record<EvidenceRole, boolean>>

/**
 * The law names no recorder. §2.8 Restoration [D] has a correction verified by the evidence source: catalog, sharing
 * platform, security authority. Sharing is inspected by all bodies of the consultation mechanism.
 */
export const GATE_EVIDENCE_ROLES: EvidenceRoleTable = {
  sharing: { approver: true, cyberspace: true, financeMinistry: true },
  register: { approver: true, cyberspace: false, financeMinistry: true },
  security: { approver: false, cyberspace: true, financeMinistry: false },
}

/** For how long evidence counts that nobody bounded; an assessment of security has its own period [D]. */
export const GATE_EVIDENCE_VALID_MONTHS: Record<Exclude<Gate, 'security'>, number> = {
  sharing: 12,
  register: 24,
}
