/**
 * The type of an O&M gate (rulebook §2.8). Each of the three gates has a file with its whole rule. What they have in common is
 * here (whether evidence shows a gate to be met) and in `gates.ts` (all three together).
 */
import type { Words } from '../../case/kind.ts'
import type { CaseParty } from '../../case/notice.ts'
import type { Check } from '../../case/refusal.ts'
import { type Provision, titleOf } from '../../law/provision.ts'
import { addMonths, type PlainDate } from '../../values/plain-date.ts'
import type { BanReason, Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { ProjectStatus } from '../status.ts'
import type { OmFindings } from './om-effects.ts'
import type { GateEvidence } from './state.ts'

/** O&M gates 1 to 3. */
export const GATES = ['sharing', 'register', 'security'] as const
export type Gate = (typeof GATES)[number]

export const GATE_STATUSES = ['met', 'unmet'] as const
export type GateStatus = (typeof GATE_STATUSES)[number]

/** Why a gate is unmet. A gate without evidence is unmet. */
export type GateCause = 'evidenceUnmet' | 'evidenceExpired' | 'noEvidence'

/** Roles that may record evidence; policy says on which gate. */
export const EVIDENCE_ROLES = ['approver', 'cyberspace', 'financeMinistry'] as const
export type EvidenceRole = (typeof EVIDENCE_ROLES)[number]

/** Statuses from the start of construction to the decision on acceptance. */
export const NOT_ACCEPTED_YET: readonly ProjectStatus[] = [
  'building',
  'rectifying',
  'suspended',
  'completed',
  'trialRun',
  'accepting',
  'acceptanceFailed',
]

export interface GateView {
  gate: Gate
  met: boolean
  /** Null when it is met. */
  cause: GateCause | null
  /** The digest of a document, or the number of the entry in the systems register. */
  evidence: { document: string; on: PlainDate } | null
  /** Since when the gate has been met without interruption; null if it is unmet. */
  metSince: PlainDate | null
  source: Words
}

export type GateFacts = Pick<Facts, 'on' | 'register' | 'policy'>

/** One gate; its title says what it requires. */
export interface GateRule extends Words {
  gate: Gate
  source: Provision
  /** Roles that record evidence on it, by default policy. */
  recordedBy: Readonly<Record<EvidenceRole, boolean>>
  /** Whether evidence on it is too early, in addition to the start of construction. */
  evidenceCheck?(state: ProjectState): Check
  /** How many months evidence that it is met is valid at most. */
  validMonths(policy: Facts['policy']): number
  /** Whether it is met without recorded evidence, for example by an entry in the register. */
  metBy?(state: ProjectState, facts: GateFacts): Pick<GateView, 'evidence' | 'metSince'> | null
  /** The effect on the O&M funds of a year while it is unmet. */
  whileUnmet(cause: GateCause): OmFindings
  /** The ban on the owner that follows from a finding against it. */
  ban: BanReason | null
  /** Who gets notices of evidence on it, and of funds that it freezes. */
  audience: readonly CaseParty[]
}

/** Whether a gate is met on the day of the decision, by recorded evidence. */
export function viewByEvidence(
  { gate, source, validMonths }: GateRule,
  { evaluation }: ProjectState,
  { on, policy }: GateFacts,
): GateView {
  const last = evaluation?.gates[gate]
  // Old evidence without an end also expires.
  const cause = causeOf(last && { ...last, validUntil: endOf(last, validMonths(policy)) }, on)
  return {
    gate,
    met: cause === null,
    cause,
    evidence: last ? { document: last.document, on: last.on } : null,
    metSince: cause === null && last ? last.since : null,
    source: titleOf(source),
  }
}

function causeOf(evidence: GateEvidence | undefined, on: PlainDate): GateCause | null {
  if (!evidence) return 'noEvidence'
  if (evidence.status === 'unmet') return 'evidenceUnmet'
  return isExpired(evidence, on) ? 'evidenceExpired' : null
}

/** Evidence is still valid on its last day. */
export const isExpired = ({ validUntil }: Pick<GateEvidence, 'validUntil'>, on: PlainDate): boolean =>
  validUntil !== null && on > validUntil

/**
 * The last day on which evidence that a gate is met is valid. If the evidence names none, policy decides, as the law does
 * not say [D].
 */
export const endOf = (
  { on, validUntil }: { on: PlainDate; validUntil: PlainDate | null | undefined },
  months: number,
): PlainDate => validUntil ?? addMonths(on, months)
