/** Drafts: the content of acts that will open a case, before they are submitted. */

import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { inTransaction } from './in-transaction.ts'

export interface Draft {
  id: string
  /** The kind of case that it becomes. */
  kind: string
  version: number
  owner: OrgId
  /** Everybody who wrote on it, in order. */
  writers: PersonId[]
  content: Record<string, unknown>
  updatedReal: Instant
  /** The case that it becomes: set when its request is stored, and unset when the case refuses it. */
  submittedCase: CaseId | null
}

export type DraftVersion = Pick<Draft, 'id' | 'version'>

// Computed, not stored: the request is stored in one transaction, and its outcome may come much later.
const CASE = `draft.kind || '/' || draft.id`
/** SQL over `draft`. Reliable only in statements that begin after `withDraftLock` has its lock. */
export const IS_SUBMITTED = `(exists (select 1 from case_view p where p.case_id = ${CASE})
  or exists (select 1 from request r where r.case_id = ${CASE} and r.state = 'pending'))`
const COLUMNS = `id, kind, version, owner, writers, content, updated_real as "updatedReal",
  case when ${IS_SUBMITTED} then ${CASE} end as "submittedCase"`

interface Written extends Pick<Draft, 'id' | 'owner' | 'content'> {
  writer: PersonId
}

export async function insertDraft(
  pool: Pool,
  { id, kind, owner, writer, content }: Written & Pick<Draft, 'kind'>,
): Promise<Draft> {
  const { rows } = await pool.query<Draft>(
    `insert into draft (id, owner, writers, content, kind) values ($1, $2, array[$3], $4::jsonb, $5) returning ${COLUMNS}`,
    [id, owner, writer, JSON.stringify(content), kind],
  )
  return rows[0] as Draft
}

/** A draft of one of these organisations. */
export async function findDraft(
  pool: Pool,
  id: string,
  owners: readonly OrgId[],
): Promise<Draft | undefined> {
  const { rows } = await pool.query<Draft>(
    `select ${COLUMNS} from draft where id = $1 and owner = any($2::text[])`,
    [id, owners],
  )
  return rows[0]
}

/**
 * Runs `work` under the lock of the draft. Saving, removing and submitting one draft thus happen one after the other, and each sees the
 * result of the earlier one.
 */
export const withDraftLock = <T>(pool: Pool, id: string, work: (client: Client) => Promise<T>): Promise<T> =>
  inTransaction(pool, async (client) => {
    await client.query('select from draft where id = $1 for update', [id])
    return work(client)
  })

/** Replaces the content if the version is still the expected one and nothing was submitted. */
export async function replaceDraft(
  pool: Pool,
  { id, version, owner, content, writer }: Written & DraftVersion,
): Promise<Draft | undefined> {
  return withDraftLock(pool, id, async (client) => {
    const { rows } = await client.query<Draft>(
      `update draft set content = $3::jsonb, owner = $4, version = version + 1, updated_real = clock_timestamp(),
         writers = case when $5 = any(writers) then writers else writers || $5 end
       where id = $1 and version = $2 and not ${IS_SUBMITTED} returning ${COLUMNS}`,
      [id, version, JSON.stringify(content), owner, writer],
    )
    return rows[0]
  })
}

/** Deletes it if the version is still the expected one and nothing was submitted. */
export async function deleteDraft(pool: Pool, { id, version }: DraftVersion): Promise<boolean> {
  return withDraftLock(pool, id, async (client) => {
    const { rowCount } = await client.query(
      `delete from draft where id = $1 and version = $2 and not ${IS_SUBMITTED}`,
      [id, version],
    )
    return rowCount === 1
  })
}

export interface DraftPage {
  kind: string
  owners: readonly OrgId[]
  after: string | null
  limit: number
}

/** Drafts of these organisations, newest first. */
export async function listDrafts(pool: Pool, { kind, owners, after, limit }: DraftPage): Promise<Draft[]> {
  const { rows } = await pool.query<Draft>(
    `select ${COLUMNS} from draft
     where owner = any($1::text[]) and ($2::uuid is null or id < $2::uuid) and kind = $4
     order by id desc limit $3`,
    [owners, after, limit, kind],
  )
  return rows
}
