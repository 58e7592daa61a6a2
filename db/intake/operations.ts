/** Dead letters and notifications, which operators read and retry. */
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { NOTIFICATION_STATES, type NotificationState } from '../schema/outbox.ts'

export { NOTIFICATION_STATES }

export const DEAD_LETTER_STATES = ['open', 'retried', 'dismissed'] as const
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number]

export interface DeadLetterRow {
  id: string
  caseId: CaseId
  kind: string
  name: string
  reason: string
  payload: string
  receivedAt: Instant
  recordedReal: Instant
  state: DeadLetterState
}

interface Page<S> {
  state: S | null
  /** Where the previous page ended: real time of recording, and id. */
  after: { real: string; id: string } | null
  limit: number
}

const LETTER = `id, case_id as "caseId", kind, name, reason, payload, received_at as "receivedAt",
  recorded_real as "recordedReal", state`

/** Newest first. */
export async function listDeadLetters(
  pool: Pool,
  { state, after, limit }: Page<DeadLetterState>,
): Promise<DeadLetterRow[]> {
  const { rows } = await pool.query<DeadLetterRow>(
    `select ${LETTER} from dead_letter
     where ($1::text is null or state = $1)
       and ($2::timestamptz is null or (recorded_real, id) < ($2::timestamptz, $3::uuid))
     order by recorded_real desc, id desc limit $4`,
    [state, after?.real ?? null, after?.id ?? null, limit],
  )
  return rows
}

/** Sets the new state of an open dead letter; undefined when it does not exist or is not open. */
export async function closeDeadLetter(
  pool: Pool,
  id: string,
  state: 'retried' | 'dismissed',
): Promise<DeadLetterRow | undefined> {
  const { rows } = await pool.query<DeadLetterRow>(
    `update dead_letter set state = $2 where id = $1 and state = 'open' returning ${LETTER}`,
    [id, state],
  )
  return rows[0]
}

export async function reopenDeadLetter(pool: Pool, id: string): Promise<void> {
  await pool.query(`update dead_letter set state = 'open' where id = $1`, [id])
}

export async function hasDeadLetter(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from dead_letter where id = $1', [id])
  return rowCount === 1
}

export interface NotificationRow {
  id: string
  caseId: CaseId
  seq: number
  event: string
  channel: string
  state: NotificationState
  attempts: number
  nextAttemptAt: Instant
  lastError: string | null
  deliveredAt: Instant | null
}

const NOTIFICATION = `id, case_id as "caseId", seq, payload ->> 'event' as event, channel, state, attempts,
  next_attempt_at as "nextAttemptAt", last_error as "lastError", delivered_at as "deliveredAt"`

/** In the order of their next attempts, latest first; without recipients and texts. */
export async function listNotifications(
  pool: Pool,
  { state, after, limit }: Page<NotificationState>,
): Promise<NotificationRow[]> {
  const { rows } = await pool.query<NotificationRow>(
    `select ${NOTIFICATION} from notification
     where ($1::text is null or state = $1)
       and ($2::timestamptz is null or (next_attempt_at, id) < ($2::timestamptz, $3::uuid))
     order by next_attempt_at desc, id desc limit $4`,
    [state, after?.real ?? null, after?.id ?? null, limit],
  )
  return rows
}

/**
 * Starts the delivery of a given-up notification again, and of all others in the same digest: a digest is one mail with one id, so it
 * must have the same notices again. Undefined when the notification was not given up.
 */
export async function reviveNotification(
  pool: Pool,
  id: string,
  now: Instant,
): Promise<NotificationRow | undefined> {
  const { rows } = await pool.query<NotificationRow>(
    `with one as (select digest_id from notification where id = $1 and state = 'dead'),
     revived as (
       update notification n set state = 'waiting', attempts = 0, next_attempt_at = $2
       from one where n.state = 'dead' and (n.id = $1 or n.digest_id = one.digest_id) returning n.*
     )
     select ${NOTIFICATION} from revived where id = $1`,
    [id, now],
  )
  return rows[0]
}

export async function hasNotification(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from notification where id = $1', [id])
  return rowCount === 1
}
