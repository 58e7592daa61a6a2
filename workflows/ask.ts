/** What a case is asked, in the one form in which the record keeper takes it. */
import type { AppendRequest } from '#activities/record.ts'
import type { Actor } from '#domain/directory.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Command } from '#domain/project/decide.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { ActHint } from './messages.ts'

export interface Ask {
  id: CommandId
  command: Command
  actor: Actor
  /** A person's act: what the sender's hash covers, and what the record must verify. */
  act: AppendRequest['command']['act']
  receivedAt: Instant
  dueAt: Instant | null
  round: number | null
}

export function askOf(envelope: ActEnvelope, hint?: ActHint): Ask {
  const { commandId, action, actor: person, role, org, contentHash, issuedAt, body, round } = envelope
  // Without a hint the actor is assumed as claimed; the record knows better and answers with its own.
  const claimed: Actor = { kind: 'person', person, role, org, orgPath: [org], isLeader: false }
  return {
    id: commandId,
    command: { kind: 'act', verb: action, body },
    actor: hint?.actor ?? claimed,
    act: { body, contentHash, role, org, person },
    receivedAt: issuedAt as Instant,
    dueAt: null,
    round,
  }
}
