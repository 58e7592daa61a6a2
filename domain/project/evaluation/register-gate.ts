/**
 * O&M gate 2 (rulebook §2.8): no O&M funds without an entry in 国家政务信息系统总目录 [C:S2,S0].
 *
 * When: checked each time that the owner proposes the funds of a year (T31). Funds that are already arranged for this year or
 * the next are frozen while it is unmet (rulebook §4 gate timing [D]).
 * Met by: the entry itself, loaded with the register; or evidence that the approving authority, the planning authority or the
 * Ministry of Finance records after the project has passed acceptance.
 * Effect: no funds are arranged, whatever the grade, with the reason `registerMissing`. The owner may still build.
 * Notices: the owner and the Ministry of Finance get them for evidence, for a basis without money, and for funds frozen by a
 * new finding. A freeze by expiry or a lost entry is only shown (omFrozen).
 */

import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { MEASURES_REGISTER } from '../../law/provisions.ts'
import { maxDate } from '../../values/plain-date.ts'
import type { ProjectState } from '../state.ts'
import { type GateFacts, type GateRule, type GateView, NOT_ACCEPTED_YET } from './gate.ts'
import { withheld } from './om-effects.ts'
import { type OmReasonEntry, reasonOf } from './om-reason.ts'

export const REGISTER_REFUSALS = {
  registerEvidenceTooEarly: {
    kind: 'state',
    zh: '验收通过后方可登记总目录证据',
    en: 'evidence on the systems register is recorded from acceptance on',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REGISTER_REFUSALS>()

export const REGISTER_REASONS = {
  registerMissing: {
    zh: '未纳入国家政务信息系统总目录，不安排运行维护经费',
    en: 'not in the systems register: no O&M funds',
    source: MEASURES_REGISTER,
  },
} as const satisfies Record<string, OmReasonEntry>

export type RegisterReason = keyof typeof REGISTER_REASONS
const reason = reasonOf(REGISTER_REASONS)

/** Months that evidence without an end date is valid, by default policy [D]. An entry does not expire. */
export const REGISTER_VALID_MONTHS = 24

export const REGISTER_GATE: GateRule = {
  gate: 'register',
  zh: '国家政务信息系统总目录',
  en: 'systems register',
  source: MEASURES_REGISTER,
  // The law names no recorder [D].
  recordedBy: { approver: true, cyberspace: false, financeMinistry: true },
  evidenceCheck: acceptedCheck,
  validMonths: ({ values }) => values.gateEvidenceValidMonths.register,
  metBy: entryOf,
  // The same effect for every cause.
  whileUnmet: () => withheld(reason('registerMissing')),
  ban: null,
  audience: ['owner', 'finance'],
}

/** A system that is not accepted yet cannot be in the register. */
function acceptedCheck({ status }: ProjectState): Check {
  return must(!NOT_ACCEPTED_YET.includes(status), 'registerEvidenceTooEarly')
}

/** The entry in the register is the evidence, unless there is a later finding against it. */
function entryOf(
  { evaluation }: ProjectState,
  { register }: GateFacts,
): Pick<GateView, 'evidence' | 'metSince'> | null {
  if (register === null) return null
  const { number, since, enteredOn = since } = register
  const last = evaluation?.gates.register
  const isContradicted = last?.status === 'unmet' && last.on > enteredOn
  if (isContradicted) return null
  // Not met before the day on which the entry was recorded.
  return { evidence: { document: number, on: since }, metSince: maxDate(since, enteredOn) }
}
