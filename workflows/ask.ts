/** What a case is asked, in the one form in which the record keeper takes it. */
import type { AppendRequest } from '#activities/record.ts'
import type { Actor } from '#domain/directory.ts'
import type { CommandId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Command } from '#domain/project/decide.ts'
import { type ActEnvelope, hintedActor } from '#wire/envelope.ts'

export const SYSTEM: Actor = { kind: 'system' }

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
    act: { body, contentHash, role, org, person, ...(actingFor === undefined ? {} : { actingFor }) },
    receivedAt: issuedAt,
    dueAt: null,
    round,
  }
}

/** An id of its own kind: nobody may use up that of a deadline in advance. The version is as the loader takes it. */
const FACTS_CHANGED_ID = /^factsChanged\/(calendar|policy)\/[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** The change that a signal tells of; null when it tells of none. The record checks that the version is in force. */
export function factsChangedAsk(change: unknown, now: Instant): Ask | null {
  const { commandId, cause } = (change ?? {}) as { commandId?: unknown; cause?: unknown }
  const named = typeof commandId === 'string' ? FACTS_CHANGED_ID.exec(commandId)?.[1] : undefined
  if (named === undefined || named !== cause) return null
  return {
    id: commandId as CommandId,
    command: { kind: 'factsChanged', cause: named as 'calendar' | 'policy' },
    actor: SYSTEM,
    act: null,
    receivedAt: now,
    dueAt: null,
    round: null,
  }
}
