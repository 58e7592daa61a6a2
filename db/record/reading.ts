/** Reads everything that `append` needs of a case, under the lock of the case in one round trip. */

import type { NamedIds } from '#domain/case/references.ts'
import type { Substitution } from '#domain/substitution/substitution.ts'
import type { Named } from '#domain/values/directory.ts'
import { type CaseId, type CommandId, isUuid, type PersonId, partsOf } from '#domain/values/ids.ts'
import { dateOf, endOfDay, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { Outcome } from '#wire/record.ts'
import { awaitAll, type Client, pipelined } from '../connect.ts'
import type { RequestState } from '../schema/intake.ts'
import { PERSON_ENTRY, type PersonEntry } from './actor.ts'
import { FACTS_IN_FORCE, type FactsRow } from './facts.ts'
import { ACTIVE_HOLD } from './holds.ts'
import { NAMED } from './named.ts'
import type { StoredFold } from './snapshot.ts'
import { SUBSTITUTIONS_BETWEEN } from './substitutions.ts'

export interface Head {
  seq: number
  chainHash: string
  chainLength: number
}

export interface RecordQuery {
  caseId: CaseId
  afterSeq: number
  command: { id: CommandId; dueAt: Instant | null }
  /** Business date by which the act is judged. */
  on: PlainDate
  /** Business time of the decision: the calendar in force at this time applies. */
  at: Instant
  clockOffsetMs: number
  /** For a case without a record: the owner that its first act names. */
  owner: string | null
  person: PersonId | null
  /** The person whom the actor represents. */
  actingFor: PersonId | null
  /** The code that the act gives to the case. */
  code: string | null
  named: NamedIds
}

/** The act that a command id belongs to. */
export interface ActIdentity {
  action: string
  /** Null: the system. */
  actor: string | null
  contentHash: string | null
}

export interface Reading extends FactsRow, StoredFold {
  /** The database's clock, under the lock: the time of recording. */
  now: Instant
  /** The command of this id, if it was decided before. */
  decided: (ActIdentity & { outcome: Outcome }) | null
  /** The stored request of this id. */
  request: (ActIdentity & { state: RequestState; outcome: Outcome | null }) | null
  /** When the request was received. */
  receivedAt: Instant | null
  /** The hold in force: why and until when. */
  hold: { reason: string; until: Instant } | null
  person: PersonEntry | null
  actingFor: PersonId | null
  principal: PersonEntry | null
  substitutions: Substitution[]
  named: Named
  /** Another case has the code that the act gives. */
  isCodeTaken: boolean
  /** For the passing of a deadline: requests received before it are still pending. */
  hasEarlierPending: boolean
}

const INSERT_HEAD = `
  insert into case_head (case_id, kind, seq, chain_hash, chain_length, clock_offset_ms)
  values ($1, split_part($1, '/', 1), 0, repeat('0', 64), 0, $2)
  on conflict (case_id) do nothing`

// If two cases take the same code at the same time, the second one waits here and then sees the first one.
const LOCK_CODE = `select pg_advisory_xact_lock(hashtextextended('code of a case ' || $1, 0))`

const LOCK_HEAD = `
  select seq, chain_hash as "chainHash", chain_length as "chainLength"
  from case_head where case_id = $1 for update`

// The row of the request is locked, too, so that the request cannot expire while it is being decided.
const READ = `
  select date_trunc('milliseconds', clock_timestamp()) as now,
    (select jsonb_build_object('outcome', c.outcome, 'action', c.action, 'actor', c.actor ->> 'person',
        'contentHash', c.content_hash)
      from command c where c.case_id = $1 and c.command_id = $5) as decided,
    ${ACTIVE_HOLD('$1')} as hold,
    p.state::text as state, p.turn_since as "turnSince",
    (select coalesce(jsonb_agg(jsonb_build_object('fact', b.fact, 'key', b.key, 'part', b.part,
        'since', b.body -> 'since')), '[]')
      from published_fact b where b.case_id = $1 and b.version = '') as "ownFacts",
    (select coalesce(jsonb_agg(jsonb_build_object('key', t.key, 'openedSeq', t.opened_seq, 'since',
        to_char(t.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by t.opened_seq, t.key), '[]')
      from task t where t.case_uuid = p.id and t.state = 'open') as "openTasks",
    r.received_at as "receivedAt", case when r.state is not null then jsonb_build_object('state', r.state,
      'outcome', r.outcome, 'action', r.action, 'actor', r.actor, 'contentHash', r.envelope ->> 'contentHash')
      end as request,
    ${PERSON_ENTRY('$6')} as person, $8::text as "actingFor", ${PERSON_ENTRY('$8')} as principal,
    ${SUBSTITUTIONS_BETWEEN('$8', '$6')} as substitutions, ${NAMED({ people: '$9', organisations: '$10', documents: '$11', holder: '$12', on: '$2' })} as named,
    exists (select 1 from case_view q where q.code = $13 and q.case_id <> $1
      and q.kind = split_part($1, '/', 1)
      and not (q.frees_code and q.owner = coalesce(p.owner, $4))) as "isCodeTaken",
    exists (select 1 from request u
      where u.case_id = $1 and u.state = 'pending' and u.received_at < $7::timestamptz) as "hasEarlierPending",
    ${FACTS_IN_FORCE}
  from (select 1) as one
  left join case_view p on p.case_id = $1
  left join lateral (
    select received_at, state, outcome, action, actor, envelope
    from request where command_id = $5 and case_id = $1 for update
  ) r on true`

/** The holder of the case's documents; null when the case cannot have any. */
function holderOf(caseId: CaseId): string | null {
  const { id } = partsOf(caseId) ?? {}
  return isUuid(id) ? id : null
}

/**
 * Begins a transaction, locks the case and reads it. Each statement sees what was committed before it began, so the data are read
 * after the lock was taken. `head` is null when a case that should have events has none.
 */
export async function lockAndRead(
  client: Client,
  question: RecordQuery,
): Promise<{ head: Head | null; reading: Reading }> {
  const { caseId, afterSeq, clockOffsetMs, on, owner, person, at, code } = question
  const { id: commandId, dueAt } = question.command
  const insertHead = { name: 'insert-head', text: INSERT_HEAD, values: [caseId, clockOffsetMs] }
  const { people, organisations, documents } = question.named
  const named = [question.actingFor, people, organisations, documents, holderOf(caseId)]
  const values = [caseId, on, endOfDay(dateOf(at)), owner, commandId, person, dueAt, ...named]
  const lockCode = { name: 'lock-code', text: LOCK_CODE, values: [code] }
  const { begun, lock, coded, read } = pipelined(client, () => ({
    begun: [
      // All statements of this transaction search by keys: their plans are always the same, and planning takes longer than execution.
      client.query('begin; set local plan_cache_mode = force_generic_plan'),
      // Only the first command of a case may find no head.
      ...(afterSeq === 0 ? [client.query(insertHead)] : []),
    ],
    lock: client.query<Head>({ name: 'lock-head', text: LOCK_HEAD, values: [caseId] }),
    coded: code === null ? [] : [client.query(lockCode)],
    read: client.query<Reading>({ name: 'read-record', text: READ, values: [...values, code] }),
  }))
  await awaitAll<unknown>([...begun, lock, ...coded, read])
  const [head = null] = (await lock).rows
  const [reading] = (await read).rows
  if (!reading) throw new Error(`${caseId} could not be read`)
  return { head, reading }
}
