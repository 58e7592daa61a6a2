/** A case as auditors read it: its chain, its commands, and whether the record is complete and unchanged. */

import type { Recorded } from '#domain/case/event.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Outcome } from '#wire/record.ts'
import { type AuditEntry, chainFault, GENESIS } from '../chain.ts'
import type { Pool } from '../connect.ts'
import { eventsAfter } from '../record/events.ts'

/** The events of a case after a sequence number. */
export const listEvents = (pool: Pool, caseId: CaseId, after = 0): Promise<Recorded[]> =>
  eventsAfter(pool, caseId, after)

const ENTRIES = `
  select case_id as "caseId", n, kind, seq, command_id as "commandId", content,
    prev_hash as "prevHash", hash, recorded_real as "recordedReal"
  from audit_entry where case_id = $1 and n > $2 order by n limit $3`

/** The timeline of a case: its events and everything that was refused, in the order of recording. */
export async function listTimeline(
  pool: Pool,
  caseId: CaseId,
  { after = 0, limit = 1_000_000 }: { after?: number; limit?: number } = {},
): Promise<AuditEntry[]> {
  const { rows } = await pool.query<AuditEntry>(ENTRIES, [caseId, after, limit])
  return rows
}

export interface CommandRow {
  commandId: CommandId
  action: string
  actor: Actor
  outcome: Outcome
  at: Instant
  seqFrom: number | null
  seqTo: number | null
}

const COMMANDS = `
  select command_id as "commandId", action, actor, outcome, at, seq_from as "seqFrom", seq_to as "seqTo"
  from command where case_id = $1 order by recorded_real, command_id`

export async function listCommands(pool: Pool, caseId: CaseId): Promise<CommandRow[]> {
  const { rows } = await pool.query<CommandRow>(COMMANDS, [caseId])
  return rows
}

export type ChainVerdict =
  | { whole: true; entries: number; head: string }
  | { whole: false; entries: number; n: number; fault: string }

// The chain and the tables must agree: each event once with the same content, and each refusal once.
const MISMATCH = `
  with entry as (select * from audit_entry where case_id = $1), differing as (
    select coalesce(a.n, 0) as n, 'event ' || coalesce(e.seq, a.seq) || ' is not what was recorded' as fault
    from (select * from event where case_id = $1) e
      full join (select * from entry where kind = 'event') a on a.seq = e.seq
    where (e.seq is null or a.n is null
      or e.body <> a.content -> 'event' or e.actor <> a.content -> 'actor'
      or e.command_id <> a.content ->> 'commandId' or e.at <> (a.content ->> 'at')::timestamptz)
    union all
    select coalesce(a.n, 0), 'the refusal of ' || c.command_id || ' is not what was recorded'
    from command c left join entry a on a.command_id = c.command_id and a.kind <> 'event'
    where c.case_id = $1 and c.outcome ->> 'status' = 'refused'
      and (a.n is null or a.content -> 'refusal' <> c.outcome -> 'refusal')
      and not exists (select 1 from early_refusal r where r.command_id = c.command_id)
    union all
    select a.n, 'the columns of entry ' || a.n || ' are not what was recorded'
    from entry a where a.kind <> a.content ->> 'kind' or a.case_id <> a.content ->> 'caseId'
      or a.recorded_real <> (a.content ->> 'recordedReal')::timestamptz
  )
  select n, fault from differing order by n limit 1`

/** Recomputes the chain and compares it with the head, the events and the refusals. */
export async function verifyChain(pool: Pool, caseId: CaseId): Promise<ChainVerdict> {
  const entries = await listTimeline(pool, caseId)
  const broken = (n: number, fault: string): ChainVerdict => ({
    ...{ whole: false, entries: entries.length, n, fault },
  })
  const fault = chainFault(entries)
  if (fault) return broken(fault.n, fault.fault)
  const { rows: heads } = await pool.query<{ chainHash: string; chainLength: number; seq: number }>(
    'select chain_hash as "chainHash", chain_length as "chainLength", seq from case_head where case_id = $1',
    [caseId],
  )
  const last = entries.at(-1)?.hash ?? GENESIS
  const head = heads[0] ?? { chainHash: GENESIS, chainLength: 0, seq: 0 }
  const lastSeq = entries.findLast(({ seq }) => seq !== null)?.seq ?? 0
  if (head.chainHash !== last || head.chainLength !== entries.length || head.seq !== lastSeq) {
    return broken(entries.length + 1, 'entries at the end are missing or were added')
  }
  const { rows } = await pool.query<{ n: number; fault: string }>(MISMATCH, [caseId])
  const [mismatch] = rows
  return mismatch ? broken(mismatch.n, mismatch.fault) : { whole: true, entries: entries.length, head: last }
}
