/** The three O&M gates (rulebook §2.8): what each asks, and whether the evidence on record shows it. */
import { maxDate, type PlainDate } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { GateEvidence } from './state.ts'
import { endOf } from './validity.ts'
import type { Gate } from './words.ts'

/** Why a gate is unmet. A gate that nothing shows to be met is unmet. */
export type GateCause = 'evidenceUnmet' | 'evidenceExpired' | 'noEvidence'

export const GATE_SOURCES: Readonly<Record<Gate, string>> = {
  sharing: 'no-O&M [C:S2,S0]; duplicate collection + build ban R+',
  register: '[C:S2,S0]',
  security: '[C:S2]; hidden-danger + ban R+',
}

export interface GateView {
  gate: Gate
  met: boolean
  /** Null when it is met. */
  cause: GateCause | null
  /** What shows it: a document's digest, or the number of the entry in the systems register. */
  evidence: { document: string; on: PlainDate } | null
  /** Since when the gate is met without a break; null when it is unmet. */
  metSince: PlainDate | null
  source: string
}

type Seen = Pick<Facts, 'on' | 'register' | 'policy'>

/** Every gate as it stands on the day of the decision. */
export function gatesOf(state: ProjectState, facts: Seen): GateView[] {
  return [viewOf('sharing', state, facts), registerView(state, facts), viewOf('security', state, facts)]
}

function viewOf(gate: Gate, { evaluation }: ProjectState, { on, policy }: Seen): GateView {
  const last = evaluation?.gates[gate]
  // Evidence recorded before every one had an end runs out like any other.
  const cause = causeOf(last && { ...last, validUntil: endOf(gate, last, policy.values) }, on)
  return {
    gate,
    met: cause === null,
    cause,
    evidence: last ? { document: last.document, on: last.on } : null,
    metSince: cause === null && last ? last.since : null,
    source: GATE_SOURCES[gate],
  }
}

/** An entry shows it, unless a finding against it came after the entry. */
function registerView(state: ProjectState, seen: Seen): GateView {
  const last = state.evaluation?.gates.register
  const { register } = seen
  if (register === null) return viewOf('register', state, seen)
  const { enteredOn = register.since } = register
  const isContradicted = last?.status === 'unmet' && last.on > enteredOn
  return isContradicted ? viewOf('register', state, seen) : registered(register)
}

/** The entry in 国家政务信息系统总目录 itself is the evidence. */
const registered = ({ number, since, enteredOn = since }: NonNullable<Facts['register']>): GateView => ({
  gate: 'register',
  met: true,
  cause: null,
  evidence: { document: number, on: since },
  // As with findings: not before it was on record.
  metSince: maxDate(since, enteredOn),
  source: GATE_SOURCES.register,
})

function causeOf(evidence: GateEvidence | undefined, on: PlainDate): GateCause | null {
  if (!evidence) return 'noEvidence'
  if (evidence.status === 'unmet') return 'evidenceUnmet'
  return isExpired(evidence, on) ? 'evidenceExpired' : null
}

/** The last day of validity still counts. */
export const isExpired = ({ validUntil }: Pick<GateEvidence, 'validUntil'>, on: PlainDate): boolean =>
  validUntil !== null && on > validUntil
