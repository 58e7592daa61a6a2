/** Chain entries that the API writes, under the locks of the cases' head rows. These locks are always taken first. */
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { bulkInsert } from '../bulk.ts'
import { type AuditContent, linked } from '../chain.ts'
import type { Client } from '../connect.ts'
import { auditEntry } from '../schema/case.ts'

interface LockedHead {
  caseId: CaseId
  chainHash: string
  chainLength: number
  now: Instant
}

/** By case id; a case without a record has no head. */
export type LockedHeads = ReadonlyMap<CaseId, LockedHead>

/** Locks the heads of these cases, if they have one. With `skip locked`, heads that another transaction has locked are left out. */
export async function lockHeads(
  client: Client,
  cases: readonly CaseId[],
  otherwise: '' | 'skip locked' = '',
): Promise<LockedHeads> {
  const { rows } = await client.query<LockedHead>(
    `select case_id as "caseId", chain_hash as "chainHash", chain_length as "chainLength", clock_timestamp() as now
     from case_head where case_id = any($1) order by case_id for update ${otherwise}`,
    [cases],
  )
  return new Map(rows.map((head) => [head.caseId, head]))
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** The content of an entry, before its position is known. */
export type NewEntry = Without<Exclude<AuditContent, { kind: 'event' }>, 'n' | 'recordedReal'>

const insertEntries = bulkInsert(auditEntry)
const MOVE_HEADS = `
  update case_head h set chain_hash = moved.hash, chain_length = moved.n
  from jsonb_to_recordset($1::jsonb) as moved (case_id text, hash text, n int) where h.case_id = moved.case_id`

/** Adds entries to the chains of the locked cases; entries of other cases are left out. */
export async function addEntries(
  client: Client,
  heads: LockedHeads,
  entries: readonly NewEntry[],
): Promise<void> {
  const chains = [...heads.values()].map((head) => linked(head, contentsOf(head, entries)))
  const rows = chains.flat()
  if (rows.length === 0) return
  await client.query(insertEntries(rows))
  const last = chains.flatMap((chain) => chain.slice(-1))
  const moved = last.map(({ caseId, hash, n }) => ({ case_id: caseId, hash, n }))
  await client.query(MOVE_HEADS, [JSON.stringify(moved)])
}

const contentsOf = ({ caseId, chainLength, now }: LockedHead, entries: readonly NewEntry[]): AuditContent[] =>
  entries
    .filter((entry) => entry.caseId === caseId)
    .map((entry, index) => ({ ...entry, n: chainLength + 1 + index, recordedReal: now }) as AuditContent)
