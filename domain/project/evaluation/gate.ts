/**
 * The form of an O&M gate (rulebook §2.8). Each of the three is a file of its own with the whole of its rule; what
 * is the same for all of them is here (how evidence shows a gate to be met) and in `gates.ts` (all three together).
 */
import type { Words } from '../../case/kind.ts'
import type { Check } from '../../case/refusal.ts'
import type { Audience } from '../../engine/notice.ts'
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

/** Why a gate is unmet. A gate that nothing shows to be met is unmet. */
export type GateCause = 'evidenceUnmet' | 'evidenceExpired' | 'noEvidence'

/** Who may record evidence at all; on which gate, policy says. */
export const EVIDENCE_ROLES = ['approver', 'cyberspace', 'financeMinistry'] as const
export type EvidenceRole = (typeof EVIDENCE_ROLES)[number]

/** From the start of construction on there may be evidence. */
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
  /** What shows it: a document's digest, or the number of the entry in the systems register. */
  evidence: { document: string; on: PlainDate } | null
  /** Since when the gate is met without a break; null when it is unmet. */
  metSince: PlainDate | null
  source: Words
}

export type GateFacts = Pick<Facts, 'on' | 'register' | 'policy'>

/** One gate, titled by what it asks. */
export interface GateRule extends Words {
  gate: Gate
  source: Provision
  /** By default policy. */
  recordedBy: Readonly<Record<EvidenceRole, boolean>>
  /** When evidence on it is too early, besides before the start of construction. */
  evidenceCheck?(state: ProjectState): Check
  /** How long evidence that it is met counts at most. */
  validMonths(policy: Facts['policy']): number
  /** What shows it to be met besides evidence that was recorded. */
  metBy?(state: ProjectState, facts: GateFacts): Pick<GateView, 'evidence' | 'metSince'> | null
  /** What it does to the O&M funds of a year while it is unmet. */
  whileUnmet(cause: GateCause): OmFindings
  /** The bar on new builds of the owner that evidence against it puts up. */
  ban: BanReason | null
  /** Who hears of evidence on it, and of funds that it froze. */
  told: readonly Audience[]
}

/** How a gate stands on the day of the decision by its evidence on record. */
export function viewByEvidence(
  { gate, source, validMonths }: GateRule,
  { evaluation }: ProjectState,
  { on, policy }: GateFacts,
): GateView {
  const last = evaluation?.gates[gate]
  // Evidence recorded before every one had an end runs out like any other.
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

/** The last day of validity still counts. */
export const isExpired = ({ validUntil }: Pick<GateEvidence, 'validUntil'>, on: PlainDate): boolean =>
  validUntil !== null && on > validUntil

/**
 * The last day on which evidence that a gate is met counts; where it names none, by policy, since the law is silent
 * [D].
 */
export const endOf = (
  { on, validUntil }: { on: PlainDate; validUntil: PlainDate | null | undefined },
  months: number,
): PlainDate => validUntil ?? addMonths(on, months)
