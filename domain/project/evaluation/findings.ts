/** Findings against a gate: each stands until the body that made it, or the authority, finds otherwise. */
import type { ProjectState } from '../state.ts'
import type { GateFinding } from './state.ts'
import type { Gate } from './words.ts'

export const findingsAgainst = ({ evaluation }: ProjectState, gate: Gate): readonly GateFinding[] =>
  evaluation?.gates[gate]?.against ?? []
