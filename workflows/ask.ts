/** What a case is asked, in the one form in which the record keeper takes it. */

import type { Command } from '#domain/engine/decide.ts'
import { type Actor, type Named, NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { type ActEnvelope, hintedActor, hintedNamed } from '#wire/envelope.ts'
import { factsChangeIn } from '#wire/facts-change.ts'
import type { AppendRequest } from '#wire/record.ts'

export const SYSTEM: Actor = { kind: 'system' }

export interface Ask {
  id: CommandId
  command: Command
  actor: Actor
  /** Whoever the act names, as the sender knows them. */
  named: Named
  /** A person's act: what the sender's hash covers, and what the record must verify. */
  act: AppendRequest['command']['act']
  receivedAt: Instant
  dueAt: Instant | null
  round: number | null
}

/** Of an envelope without faults; the hint may be anything. */
export function askOf(envelope: ActEnvelope, hint: unknown): Ask {
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
  // Without a hint the actor is assumed as claimed; the record knows better and answers with its own.
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

/** The change that a signal tells of; null when it tells of none. The record checks that the version is in force. */
export function factsChangedAsk(message: unknown, now: Instant): Ask | null {
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
