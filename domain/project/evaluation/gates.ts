/** The three O&M gates together (rulebook §2.8): whether each is met, who gets notices, and bans on the owner. */
import type { CaseParty } from '../../case/notice.ts'
import { titleOf } from '../../law/provision.ts'
import type { BanReason } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { ENDED } from '../status.ts'
import { GATES, type Gate, type GateFacts, type GateRule, type GateView, viewByEvidence } from './gate.ts'
import { REGISTER_GATE } from './register-gate.ts'
import { SECURITY_GATE } from './security-gate.ts'
import { SHARING_GATE } from './sharing-gate.ts'

export const GATE_RULES: Readonly<Record<Gate, GateRule>> = {
  sharing: SHARING_GATE,
  register: REGISTER_GATE,
  security: SECURITY_GATE,
}

/** Who gets notices of evidence on any of them, and of frozen funds. */
export const GATES_AUDIENCE: readonly CaseParty[] = [
  ...new Set(GATES.flatMap((gate) => GATE_RULES[gate].audience)),
]

/** Whether each gate is met on the day of the decision. */
export const gatesOf = (state: ProjectState, facts: GateFacts): GateView[] =>
  GATES.map((gate) => viewOf(GATE_RULES[gate], state, facts))

function viewOf(rule: GateRule, state: ProjectState, facts: GateFacts): GateView {
  const shown = rule.metBy?.(state, facts)
  if (!shown) return viewByEvidence(rule, state, facts)
  const { gate, source } = rule
  return { gate, met: true, cause: null, ...shown, source: titleOf(source) }
}

/**
 * Bans on new builds of the owner that follow from the gates of this project. Only a finding against a gate bans the owner;
 * missing or expired evidence only stops the O&M funds of this system. A system that was retired causes no ban [D].
 */
export function bansOf({ status, evaluation }: ProjectState): BanReason[] {
  if (!evaluation || ENDED.includes(status)) return []
  return (Object.keys(evaluation.gates) as Gate[])
    .filter((gate) => evaluation.gates[gate]?.status === 'unmet')
    .flatMap((gate) => GATE_RULES[gate].ban ?? [])
}
