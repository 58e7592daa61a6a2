/**
 * Refusals that no case decided: the API's own. With a case they are entries of its chain, written as `append`
 * writes its entries: under the lock of the case's head row, which always comes first.
 */
import type { Outcome } from '#activities/record.ts'
import type { Actor } from '#domain/directory.ts'
import type { CaseId, CommandId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Refusal } from '#domain/refusal.ts'
import type { Client, Pool } from '../connect.ts'
import { addEntry, lockHead, type NewEntry } from './chain-entry.ts'
import { inTransaction } from './in-transaction.ts'

export interface EarlyRefusal {
  actor: Actor
  action: string
  commandId: CommandId | null
  /** The case whose chain gets it; null when there is none. */
  caseId: CaseId | null
  /** What it was aimed at, when that is no case the actor may know of. */
  target?: string
  refusal: Refusal
  /** Business time. */
  at: Instant
}

/** Records an attempt that the API refused by itself. */
export async function recordEarlyRefusal(pool: Pool, attempt: EarlyRefusal): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { caseId } = attempt
    const head = caseId && (await lockHead(client, caseId))
    if (caseId && head) await addEntry(client, head, entryOf(caseId, attempt))
    else await addUnattached(client, attempt)
  })
}

/**
 * Ends a command that was never delivered: it will not be applied later unseen. If the record decided it after
 * all, that decision stays and is returned.
 */
export async function refuseUndelivered(
  pool: Pool,
  attempt: EarlyRefusal & { caseId: CaseId; commandId: CommandId; contentHash: string },
): Promise<Outcome> {
  const { caseId, commandId, action, actor, at, contentHash } = attempt
  const refused: Outcome = { status: 'refused', refusal: attempt.refusal }
  return inTransaction(pool, async (client) => {
    const head = await lockHead(client, caseId)
    const { rowCount } = await client.query(
      `insert into command (case_id, command_id, action, actor, outcome, at, content_hash)
       values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7) on conflict do nothing`,
      [caseId, commandId, action, JSON.stringify(actor), JSON.stringify(refused), at, contentHash],
    )
    if (rowCount !== 1) return decidedOutcome(client, caseId, commandId)
    if (head) await addEntry(client, head, entryOf(caseId, attempt))
    else await addUnattached(client, attempt)
    return refused
  })
}

async function decidedOutcome(client: Client, caseId: CaseId, commandId: CommandId): Promise<Outcome> {
  const { rows } = await client.query<{ outcome: Outcome }>(
    'select outcome from command where case_id = $1 and command_id = $2',
    [caseId, commandId],
  )
  const [row] = rows
  if (!row) throw new Error(`command ${commandId} exists and does not`)
  return row.outcome
}

const entryOf = (caseId: CaseId, { actor, action, commandId, refusal, at }: EarlyRefusal): NewEntry => ({
  ...{ caseId, commandId, action, actor, at },
  kind: 'early-refusal',
  refusal,
})

async function addUnattached(client: Client, attempt: EarlyRefusal): Promise<void> {
  const { actor, action, commandId, caseId, target, refusal, at } = attempt
  const person = actor.kind === 'person' ? actor.person : null
  await client.query(
    `insert into early_refusal (actor, action, command_id, target, refusal, at)
     values ($1, $2, $3, $4, $5::jsonb, $6)`,
    [person, action, commandId, target ?? caseId, JSON.stringify(refusal), at],
  )
}
