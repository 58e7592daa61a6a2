/** Requests: a person's act is stored before it is sent. A stored request is always delivered or expires. */
import type { CaseId, CommandId, PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { ActEnvelope, ActHint } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import type { Client, Pool } from '../connect.ts'
import { type Scope, type Viewer, visibleTo } from '../queries/scope.ts'
import { IS_ACTIVE } from '../record/holds.ts'
import { type DraftVersion, IS_SUBMITTED, withDraftLock } from './drafts.ts'

/** How long one instance keeps a request, waiting or sending, before another instance may take it. */
export const LEASE = `interval '15 seconds'`

export interface NewRequest {
  envelope: ActEnvelope
  hint: ActHint
  receivedAt: Instant
  idempotencyKey: string
  bodyHash: string
  /** Texts by their digest. */
  prose: ReadonlyMap<string, string>
  instance: string
  /** The sender, who must be allowed to see the case; null: the act opens a case. */
  seenBy: Viewer | null
  /** The draft that is submitted: it must still have this version, and must not be submitted yet. */
  draft?: DraftVersion
}

export interface StoredRequest {
  envelope: ActEnvelope
  hint: ActHint
  bodyHash: string
  /** How it ended; null: not known yet. */
  outcome: Outcome | null
}

/** The answer when the record has another act under the same id. */
const REUSED: Outcome = { status: 'refused', refusal: { unmet: [{ code: 'commandReused' }] } }

/**
 * SQL over `r` (a request) and `c` (the command of its case and id, if any): the outcome, if it is the same act.
 */
export const DECIDED_OUTCOME = `case
  when c.command_id is null then null
  when c.action = r.action and c.actor ->> 'person' = r.actor and c.content_hash = r.envelope ->> 'contentHash'
    then c.outcome
  else '${JSON.stringify(REUSED)}'::jsonb end`

const insertion = ({ name, condition }: Allowed) => ({
  name: `request-insert-${name}`,
  text: `
    with seen as (${condition}),
    texts as (
      insert into prose (digest, content)
      select digest, content from unnest($9::text[], $10::text[]) as given (digest, content), seen
      on conflict (digest) do nothing)
    insert into request (command_id, case_id, action, envelope, hint, received_at, actor, idempotency_key,
                         body_hash, instance, sending_until)
    select $1::text, $2::text, $3::text, $4::jsonb, $5::jsonb, $6::timestamptz, $7::text, $8::text,
           $11::text, $12::text, clock_timestamp() + ${LEASE} from seen
    on conflict do nothing`,
})

/** SQL that gives a row if the request may be stored. Its values are the parameters from `$13` on. */
interface Allowed {
  name: string
  condition: string
  values: unknown[]
}

function allowedBy({ seenBy, draft }: NewRequest): Allowed {
  if (seenBy) {
    const { scope, orgPath, involvedAs } = seenBy
    return { name: scope, condition: seenAndNotHeld(scope), values: [orgPath, involvedAs] }
  }
  if (draft) return { name: 'draft', condition: UNCHANGED, values: [draft.id, draft.version] }
  return { name: 'opening', condition: 'select', values: [] }
}

const seenAndNotHeld = (scope: Scope): string => `
  select from case_view p where p.case_id = $2 and ${visibleTo(scope, '$13', '$14')}
    and not exists (select from case_hold h where h.case_id = $2 and ${IS_ACTIVE('h')})`

const UNCHANGED = `select from draft where id = $13::uuid and version = $14::integer and not ${IS_SUBMITTED}`

/**
 * Commits a request. False when it exists already, the sender may not see the case, operators hold the case, or the draft was changed
 * or submitted.
 */
export async function storeRequest(pool: Pool, given: NewRequest): Promise<boolean> {
  const { draft } = given
  return draft ? withDraftLock(pool, draft.id, (client) => insert(client, given)) : insert(pool, given)
}

async function insert(client: Pick<Pool | Client, 'query'>, given: NewRequest): Promise<boolean> {
  const { envelope, hint, receivedAt, idempotencyKey, bodyHash, prose, instance } = given
  const allowed = allowedBy(given)
  const { commandId, case: caseId, action, actor } = envelope
  const values = [
    ...[commandId, caseId, action, JSON.stringify(envelope), JSON.stringify(hint), receivedAt, actor],
    ...[idempotencyKey, [...prose.keys()], [...prose.values()], bodyHash, instance],
    ...allowed.values,
  ]
  const { rowCount } = await client.query({ ...insertion(allowed), values })
  return rowCount === 1
}

const FIND = {
  name: 'request-find',
  text: `
    select r.envelope, r.hint, r.body_hash as "bodyHash", coalesce(r.outcome, ${DECIDED_OUTCOME}) as outcome
    from request r
    left join command c on c.case_id = r.case_id and c.command_id = r.command_id
    where r.command_id = $1`,
}

export async function findRequest(pool: Pool, commandId: CommandId): Promise<StoredRequest | undefined> {
  const { rows } = await pool.query<StoredRequest>({ ...FIND, values: [commandId] })
  return rows[0]
}

const FIND_DECIDED = {
  name: 'command-find',
  text: `
    select ${DECIDED_OUTCOME} as outcome
    from (select $3::text as action, $4::text as actor, $5::jsonb as envelope) r
    join command c on c.case_id = $1 and c.command_id = $2`,
}

/** The identity of an act: another act under the same id differs in one of these. */
export type SentAct = Pick<ActEnvelope, 'case' | 'commandId' | 'contentHash'> & {
  action: string
  actor: string | null
}

/** The recorded outcome of an act, compared by case, person, action and content; undefined: not recorded. */
export async function findDecided(
  pool: Pick<Pool | Client, 'query'>,
  { case: caseId, commandId, action, actor, contentHash }: SentAct,
): Promise<Outcome | undefined> {
  const values = [caseId, commandId, action, actor, JSON.stringify({ contentHash })]
  const { rows } = await pool.query<{ outcome: Outcome | null }>({ ...FIND_DECIDED, values })
  return rows[0]?.outcome ?? undefined
}

const SETTLE = {
  name: 'request-settle',
  text: `
    update request set state = 'done', outcome = $2::jsonb, sending_until = null
    where command_id = $1 and state in ('pending', 'recorded')`,
}

/** Stores the outcome of a request that was refused, or that never reached its case. */
export async function settleRequest(pool: Pool, commandId: CommandId, outcome: Outcome): Promise<void> {
  await pool.query({ ...SETTLE, values: [commandId, JSON.stringify(outcome)] })
}

/** Marks applied acts as answered: `append` has stored their outcomes. */
export async function markAnswered(pool: Pool, commandIds: readonly CommandId[]): Promise<void> {
  await pool.query(`update request set state = 'done' where command_id = any($1) and state = 'recorded'`, [
    commandIds,
  ])
}

/** This instance gives up for now; any instance may send the request next. */
export async function releaseRequest(pool: Pool, commandId: CommandId): Promise<void> {
  await pool.query(`update request set sending_until = null where command_id = $1 and state = 'pending'`, [
    commandId,
  ])
}

export interface OwnCommand {
  caseId: CaseId
  action: string
  receivedAt: Instant
  outcome: Outcome | null
}

/** A command of this person; undefined when it does not exist or another person sent it. */
export async function findOwnCommand(
  pool: Pool,
  commandId: CommandId,
  actor: PersonId,
): Promise<OwnCommand | undefined> {
  const { rows } = await pool.query<OwnCommand>(
    `select r.case_id as "caseId", r.action, r.received_at as "receivedAt",
            coalesce(r.outcome, ${DECIDED_OUTCOME}) as outcome
     from request r
     left join command c on c.case_id = r.case_id and c.command_id = r.command_id
     where r.command_id = $1 and r.actor = $2`,
    [commandId, actor],
  )
  return rows[0]
}
