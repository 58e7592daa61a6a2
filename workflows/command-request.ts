/** A command as the record keeper takes it: made from a message, or by the case itself when a deadline passes. */

import type { Command } from '#domain/engine/decide.ts'
import { type Actor, type Named, NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { type ActEnvelope, hintedActor, hintedNamed } from '#wire/envelope.ts'
import { factsChangeIn } from '#wire/facts-change.ts'
import type { AppendRequest } from '#wire/record.ts'

export const SYSTEM: Actor = { kind: 'system' }

export interface CommandRequest {
  id: CommandId
  command: Command
  actor: Actor
  /** People and organisations that the act names, as the sender knows them. */
  named: Named
  /** For a person's act: its content, its hash and its sender, which the record verifies; null for commands of the system. */
  act: AppendRequest['command']['act']
  receivedAt: Instant
  dueAt: Instant | null
  round: number | null
}

/** The request for a valid envelope. The hint may be any value. */
export function commandRequestOf(envelope: ActEnvelope, hint: unknown): CommandRequest {
  const {
    commandId,
    action,
    actor: person,
    role,
    org,
    contentHash,
    issuedAt,
    body,
    round,
    actingFor,
  } = envelope
  // Without a hint, assume the claimed actor. If that is wrong, `append` answers with the actor from the directory.
  const claimed: Actor = { kind: 'person', person, role, org, orgPath: [org], isLeader: false }
  return {
    id: commandId,
    command: { kind: 'act', verb: action, body },
    actor: hintedActor(hint) ?? claimed,
    named: hintedNamed(hint),
    act: { body, contentHash, role, org, person, ...(actingFor === undefined ? {} : { actingFor }) },
    receivedAt: issuedAt,
    dueAt: null,
    round,
  }
}

/** The request for a signal about changed facts; null when the signal is invalid. The record checks that the version is in force. */
export function factsChangedRequest(message: unknown, now: Instant): CommandRequest | null {
  const change = factsChangeIn(message)
  return (
    change && {
      id: change.commandId as CommandId,
      command: { kind: 'factsChanged', cause: change.cause },
      actor: SYSTEM,
      named: NOBODY_NAMED,
      act: null,
      receivedAt: now,
      dueAt: null,
      round: null,
    }
  )
}
