/**
 * Refusals that no case decided: the API's own. With a case they are entries of its chain, written as `append`
 * writes its entries: under the lock of the case's head row, which always comes first.
 */
import type { Outcome } from '#activities/record.ts'
import type { Actor } from '#domain/directory.ts'
import type { CaseId, CommandId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Refusal } from '#domain/refusal.ts'
import { bulkInsert } from '../bulk.ts'
import { type AuditEntry, linked } from '../chain.ts'
import type { Client, Pool } from '../connect.ts'
import { auditEntry } from '../schema/case.ts'
import { earlyRefusal } from '../schema/intake.ts'
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

/** A command that did not come to its case. */
export type NeverDelivered = EarlyRefusal & { caseId: CaseId; commandId: CommandId }

interface Head {
  caseId: CaseId
  chainHash: string
  chainLength: number
  now: Instant
}

/** By their cases; a case without a record has none. */
export type LockedHeads = ReadonlyMap<CaseId, Head>

/** Records an attempt that the API refused by itself. */
export async function recordEarlyRefusal(pool: Pool, attempt: EarlyRefusal): Promise<void> {
  await inTransaction(pool, async (client) => {
    const heads = await lockHeads(client, attempt.caseId === null ? [] : [attempt.caseId])
    await writeRefusals(client, heads, [attempt])
  })
}

/**
 * Ends a command that was never delivered: it will not be applied later unseen. If the record decided it after
 * all, that decision stays and is returned.
 */
export async function refuseUndelivered(pool: Pool, attempt: NeverDelivered): Promise<Outcome> {
  const { caseId, commandId } = attempt
  return inTransaction(pool, async (client) => {
    await refuseCommands(client, await lockHeads(client, [caseId]), [attempt])
    return decidedOutcome(client, caseId, commandId)
  })
}

const INSERT_COMMANDS = `
  insert into command (case_id, command_id, action, actor, outcome, at)
  select case_id, command_id, action, actor, outcome, at from jsonb_populate_recordset(null::command, $1::jsonb)
  on conflict do nothing returning command_id as "commandId"`

/** The same for many, in a transaction that holds the locks of their cases' heads. */
export async function refuseCommands(
  client: Client,
  heads: LockedHeads,
  attempts: readonly NeverDelivered[],
): Promise<void> {
  const commands = attempts.map(({ caseId, commandId, action, actor, refusal, at }) => {
    const outcome: Outcome = { status: 'refused', refusal }
    return { case_id: caseId, command_id: commandId, action, actor, outcome, at }
  })
  const { rows } = await client.query<{ commandId: CommandId }>(INSERT_COMMANDS, [JSON.stringify(commands)])
  const refused = new Set(rows.map(({ commandId }) => commandId))
  const isRefused = ({ commandId }: NeverDelivered): boolean => refused.has(commandId)
  await writeRefusals(client, heads, attempts.filter(isRefused))
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

/** Locks the heads of those of these cases that have one; `skip locked`: and that nobody else has locked. */
export async function lockHeads(
  client: Client,
  cases: readonly CaseId[],
  otherwise: '' | 'skip locked' = '',
): Promise<LockedHeads> {
  const { rows } = await client.query<Head>(
    `select case_id as "caseId", chain_hash as "chainHash", chain_length as "chainLength", clock_timestamp() as now
     from case_head where case_id = any($1) order by case_id for update ${otherwise}`,
    [cases],
  )
  return new Map(rows.map((head) => [head.caseId, head]))
}

const addEntries = bulkInsert(auditEntry)
const addUnattached = bulkInsert(earlyRefusal, { omit: ['id', 'recorded_real'] })
const MOVE_HEADS = `
  update case_head h set chain_hash = moved.hash, chain_length = moved.n
  from jsonb_to_recordset($1::jsonb) as moved (case_id text, hash text, n int) where h.case_id = moved.case_id`

async function writeRefusals(
  client: Client,
  heads: LockedHeads,
  attempts: readonly EarlyRefusal[],
): Promise<void> {
  const chains = [...heads.values()].map((head) => entriesOf(head, attempts))
  const entries = chains.flat()
  if (entries.length > 0) {
    await client.query(addEntries(entries))
    const last = chains.flatMap((chain) => chain.slice(-1))
    const moved = last.map(({ caseId, hash, n }) => ({ case_id: caseId, hash, n }))
    await client.query(MOVE_HEADS, [JSON.stringify(moved)])
  }
  const unattached = attempts.filter(({ caseId }) => caseId === null || !heads.has(caseId))
  if (unattached.length > 0) await client.query(addUnattached(unattached.map(rowOf)))
}

function entriesOf(head: Head, attempts: readonly EarlyRefusal[]): AuditEntry[] {
  const { caseId, now: recordedReal, chainLength } = head
  const own = attempts.filter((attempt) => attempt.caseId === caseId)
  const contents = own.map(({ actor, action, commandId, refusal, at }, index) => ({
    ...{ caseId, commandId, action, actor, at, recordedReal, refusal },
    kind: 'early-refusal' as const,
    n: chainLength + 1 + index,
  }))
  return linked(head, contents)
}

function rowOf({ actor, action, commandId, caseId, target, refusal, at }: EarlyRefusal) {
  const person = actor.kind === 'person' ? actor.person : null
  return { actor: person, action, commandId, target: target ?? caseId, refusal, at }
}
