/**
 * The three O&M gates together (rulebook §2.8): how each stands, who hears of them, and whom they bar from building.
 */
import type { Audience } from '../../engine/notice.ts'
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

/** Who hears of evidence on any of them, and of funds that one froze. */
export const TOLD_OF_GATES: readonly Audience[] = [...new Set(GATES.flatMap((gate) => GATE_RULES[gate].told))]

/** Every gate as it stands on the day of the decision. */
export const gatesOf = (state: ProjectState, facts: GateFacts): GateView[] =>
  GATES.map((gate) => viewOf(GATE_RULES[gate], state, facts))

function viewOf(rule: GateRule, state: ProjectState, facts: GateFacts): GateView {
  const shown = rule.metBy?.(state, facts)
  if (!shown) return viewByEvidence(rule, state, facts)
  const { gate, source } = rule
  return { gate, met: true, cause: null, ...shown, source: titleOf(source) }
}

/**
 * Bans on new builds of the owner that this project's gates put up. Only evidence against a gate bars the owner;
 * evidence that is missing or has run out costs this system its O&M funds and nothing else. A system that is gone
 * bars nobody [D].
 */
export function bansOf({ status, evaluation }: ProjectState): BanReason[] {
  if (!evaluation || ENDED.includes(status)) return []
  return (Object.keys(evaluation.gates) as Gate[])
    .filter((gate) => evaluation.gates[gate]?.status === 'unmet')
    .flatMap((gate) => GATE_RULES[gate].ban ?? [])
}
