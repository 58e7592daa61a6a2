/** Entries of a case's chain that the API writes: under the lock of the head row, which always comes first. */
import type { CaseId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import { type AuditContent, linkHash } from '../chain.ts'
import type { Client } from '../connect.ts'

export interface LockedHead {
  chain_hash: string
  chain_length: number
  now: Instant
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** What an entry says, before it has its place. */
export type NewEntry = Without<Exclude<AuditContent, { kind: 'event' }>, 'n' | 'recordedReal'>

/** Undefined for a case without a record. */
export async function lockHead(client: Client, caseId: CaseId): Promise<LockedHead | undefined> {
  const { rows } = await client.query<LockedHead>(
    `select chain_hash, chain_length, clock_timestamp() as now from case_head where case_id = $1 for update`,
    [caseId],
  )
  return rows[0]
}

export async function addEntry(client: Client, head: LockedHead, entry: NewEntry): Promise<void> {
  const n = head.chain_length + 1
  const content = { ...entry, n, recordedReal: head.now } as AuditContent
  const { caseId, kind, commandId } = entry
  const hash = linkHash(head.chain_hash, content)
  await client.query(
    `insert into audit_entry (case_id, n, kind, seq, command_id, content, prev_hash, hash, recorded_real)
     values ($1, $2, $3, null, $4, $5::jsonb, $6, $7, $8)`,
    [caseId, n, kind, commandId, JSON.stringify(content), head.chain_hash, hash, head.now],
  )
  await client.query('update case_head set chain_hash = $2, chain_length = $3 where case_id = $1', [
    caseId,
    hash,
    n,
  ])
}
