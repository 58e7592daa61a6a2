/** Claims due notices of the outbox and stores the results of attempts. */

import type { NoticePreferences } from '#domain/engine/notice-timing.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from './connect.ts'
import type { NoticePayload } from './notice-payload.ts'
import type { Channel } from './schema/outbox.ts'

export interface DueNotice {
  id: string
  channel: Channel
  messageId: string
  payload: NoticePayload
  /** This one included. */
  attempts: number
  /** The recipient of a mail; null when the directory no longer has that person. */
  person: { id: PersonId; zh: string; en: string; email: string } | null
  /** The person whom the recipient represents as a substitute; null: nobody. */
  stead: { zh: string; en: string } | null
  /** The last day of the recipient or of the represented person, whichever is earlier; null: no end is known. */
  leftOn: PlainDate | null
  /** Null when the person has set no preferences. */
  preferences: NoticePreferences | null
  /** The current state of the case, if the notice is sent only while a condition holds; otherwise null. */
  state: ReviewedState | null
}

/** The time of the next attempt; `delays` names the parameter with the milliseconds, $1 is now. */
export const NEXT_ATTEMPT_AT = (delays: string): string => `$1::timestamptz
  + coalesce((${delays}::bigint[])[n.attempts + 1], (${delays}::bigint[])[cardinality(${delays}::bigint[])])
    * interval '1 ms'`

/** SQL over `n`, a notification, and `due`, which has its recipient. */
export const NOTICE_COLUMNS = `n.id, n.channel, n.message_id as "messageId", n.payload, n.attempts, due.person,
  case when n.payload ? 'inSteadOf' then (select jsonb_build_object('zh', s.zh, 'en', s.en)
    from directory_person s where s.id = n.payload ->> 'inSteadOf') end as stead,
  least((due.person ->> 'left_on')::date,
    (select s.left_on from directory_person s where s.id = n.payload ->> 'inSteadOf')) as "leftOn",
  case when due.preferences is null then null else jsonb_build_object(
    'language', due.preferences -> 'language', 'digest', due.preferences -> 'digest',
    'digestMinute', due.preferences -> 'digest_minute', 'quietHours', due.preferences -> 'quiet_hours',
    'muted', due.preferences -> 'muted') end as preferences,
  case when n.payload ?| '{deadline,signature,unattended}' then (select p.state from case_view p where p.case_id = n.case_id) end as state`

// The time of the next attempt is stored before this attempt is made: nothing is lost when the process dies, and no other process takes
// the row meanwhile.
const CLAIM = `
  with due as (
    select n.id, to_jsonb(p) - 'roles' as person, to_jsonb(pr) as preferences
    from notification n left join directory_person p on n.channel = 'mail' and p.id = n.recipient
    left join notification_preference pr on n.channel = 'mail' and pr.person = n.recipient
    where n.state = 'waiting' and not n.in_digest and n.channel = any($2) and n.next_attempt_at <= $1
    order by n.next_attempt_at limit $3 for update of n skip locked
  )
  update notification n set attempts = n.attempts + 1, next_attempt_at = ${NEXT_ATTEMPT_AT('$4')}
  from due where n.id = due.id
  returning ${NOTICE_COLUMNS}`

export interface Claim {
  /** Business time. */
  now: Instant
  channels: readonly Channel[]
  limit: number
  /** Milliseconds until the next attempt, by the number of failed ones before. */
  delaysMs: readonly number[]
}

/** Claims due notices, oldest first, and stores the times of their next attempts. */
export async function claimDue(pool: Pool, { now, channels, limit, delaysMs }: Claim): Promise<DueNotice[]> {
  const { rows } = await pool.query<DueNotice>(CLAIM, [now, channels, limit, delaysMs])
  return rows
}

export async function markDelivered(pool: Pool, ids: readonly string[], now: Instant): Promise<void> {
  await pool.query(
    `update notification set state = 'delivered', delivered_at = $2, last_error = null where id = any($1::uuid[])`,
    [ids, now],
  )
}

/** `dead`: there will be no further attempt. */
export async function markFailed(
  pool: Pool,
  ids: readonly string[],
  { error, dead }: { error: string; dead: boolean },
): Promise<void> {
  await pool.query(
    `update notification set last_error = $2, state = case when $3 then 'dead' else state end
     where id = any($1::uuid[])`,
    [ids, error, dead],
  )
}

/** Puts the notice off without counting an attempt. */
export async function putOff(
  pool: Pool,
  id: string,
  { at, inDigest }: { at: Instant; inDigest: boolean },
): Promise<void> {
  await pool.query(
    'update notification set next_attempt_at = $2, in_digest = $3, attempts = attempts - 1 where id = $1',
    [id, at, inDigest],
  )
}

/** Never sent: `lapsed`, because it was no longer true; `muted`, because its recipient wants no such mail. */
export async function markUnsent(pool: Pool, id: string, state: 'lapsed' | 'muted'): Promise<void> {
  await pool.query('update notification set state = $2, attempts = attempts - 1 where id = $1', [id, state])
}

/** When the next attempt of these channels is due; null when nothing waits. */
export async function nextAttempt(pool: Pool, channels: readonly Channel[]): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Instant | null }>(
    `select min(next_attempt_at) as at from notification where state = 'waiting' and channel = any($1)`,
    [channels],
  )
  return rows[0]?.at ?? null
}
