/**
 * Refusals by the API itself. If there is a case, they are entries of its chain, written under the lock of the case's head row, as in
 * `append`. This lock is always taken first.
 */

import type { Refusal } from '#domain/case/refusal.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Outcome } from '#wire/record.ts'
import { bulkInsert } from '../bulk.ts'
import type { Client, Pool } from '../connect.ts'
import { earlyRefusal } from '../schema/intake.ts'
import { addEntries, type LockedHeads, lockHeads } from './chain-entry.ts'
import { inTransaction } from './in-transaction.ts'
import { findDecided } from './requests.ts'

export interface EarlyRefusal {
  actor: Actor
  action: string
  commandId: CommandId | null
  /** The case whose chain gets it; null when there is none. */
  caseId: CaseId | null
  /** The target that the sender named, if it is not a case that the actor may see. */
  target?: string
  refusal: Refusal
  /** Business time. */
  at: Instant
}

/** A command that did not reach its case. */
export type NeverDelivered = EarlyRefusal & { caseId: CaseId; commandId: CommandId; contentHash: string }

/** Records an attempt that the API refused itself. */
export async function recordEarlyRefusal(pool: Pool, attempt: EarlyRefusal): Promise<void> {
  await inTransaction(pool, async (client) => {
    const heads = await lockHeads(client, attempt.caseId === null ? [] : [attempt.caseId])
    await writeRefusals(client, heads, [attempt])
  })
}

/**
 * Refuses a command that was never delivered, so that it cannot be applied later. If the record has decided it already, that decision
 * stays and is returned.
 */
export async function refuseUndelivered(pool: Pool, attempt: NeverDelivered): Promise<Outcome> {
  return inTransaction(pool, async (client) => {
    await refuseCommands(client, await lockHeads(client, [attempt.caseId]), [attempt])
    return decidedOutcome(client, attempt)
  })
}

const INSERT_COMMANDS = `
  insert into command (case_id, command_id, action, actor, outcome, at, content_hash)
  select case_id, command_id, action, actor, outcome, at, content_hash from jsonb_populate_recordset(null::command, $1::jsonb)
  on conflict do nothing returning command_id as "commandId"`

/** The same for several commands, in a transaction that has locked the heads of their cases. */
export async function refuseCommands(
  client: Client,
  heads: LockedHeads,
  attempts: readonly NeverDelivered[],
): Promise<void> {
  const commands = attempts.map(({ caseId, commandId, action, actor, refusal, at, contentHash }) => {
    const outcome: Outcome = { status: 'refused', refusal }
    return { case_id: caseId, command_id: commandId, action, actor, outcome, at, content_hash: contentHash }
  })
  const { rows } = await client.query<{ commandId: CommandId }>(INSERT_COMMANDS, [JSON.stringify(commands)])
  const refused = new Set(rows.map(({ commandId }) => commandId))
  const isRefused = ({ commandId }: NeverDelivered): boolean => refused.has(commandId)
  await writeRefusals(client, heads, attempts.filter(isRefused))
}

async function decidedOutcome(client: Client, attempt: NeverDelivered): Promise<Outcome> {
  const { caseId, commandId, action, actor, contentHash } = attempt
  const person = actor.kind === 'person' ? actor.person : null
  const act = { case: caseId, commandId, action, actor: person, contentHash }
  const outcome = await findDecided(client, act)
  if (!outcome) throw new Error(`command ${commandId} exists and does not`)
  return outcome
}

const addUnattached = bulkInsert(earlyRefusal, { omit: ['id', 'recorded_real'] })

async function writeRefusals(
  client: Client,
  heads: LockedHeads,
  attempts: readonly EarlyRefusal[],
): Promise<void> {
  await addEntries(
    client,
    heads,
    attempts.flatMap(({ caseId, actor, action, commandId, refusal, at }) =>
      caseId === null
        ? []
        : [{ kind: 'early-refusal' as const, caseId, commandId, action, actor, at, refusal }],
    ),
  )
  const unattached = attempts.filter(({ caseId }) => caseId === null || !heads.has(caseId))
  if (unattached.length > 0) await client.query(addUnattached(unattached.map(rowOf)))
}

function rowOf({ actor, action, commandId, caseId, target, refusal, at }: EarlyRefusal) {
  const person = actor.kind === 'person' ? actor.person : null
  return { actor: person, action, commandId, target: target ?? caseId, refusal, at }
}
