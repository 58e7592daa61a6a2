/** Bans on new builds of the owner that this project's gates put up (rulebook §2.8, gates 1 and 3). */
import type { BanReason } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { ENDED } from '../status.ts'
import type { Gate } from './words.ts'

const BAN_OF_GATE: Readonly<Partial<Record<Gate, BanReason>>> = {
  sharing: 'sharingUnmet',
  security: 'securityUnmet',
}

/**
 * Only evidence against a gate bars the owner; evidence that is missing or has run out costs this system its O&M
 * funds and nothing else. A system that is gone bars nobody [D].
 */
export function bansOf({ status, evaluation }: ProjectState): BanReason[] {
  if (!evaluation || ENDED.includes(status)) return []
  return (Object.keys(evaluation.gates) as Gate[])
    .filter((gate) => evaluation.gates[gate]?.status === 'unmet')
    .flatMap((gate) => BAN_OF_GATE[gate] ?? [])
}
