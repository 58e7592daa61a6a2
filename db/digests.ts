/** Claims digests: one mail per person, with all notices that wait for it. */
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from './connect.ts'
import { type DueNotice, NEXT_ATTEMPT_AT, NOTICE_COLUMNS } from './outbox.ts'

/** A notice with the id of its digest. */
export interface DigestNotice extends DueNotice {
  digestId: string
}

// The row of the person is the lock for the whole digest. Its id is fixed at the first attempt; later notices go into the next digest.
const CLAIM = `
  with holder as (
    select pr.person from notification_preference pr
    where exists (select 1 from notification w where w.recipient = pr.person and w.channel = 'mail'
      and w.state = 'waiting' and w.in_digest and w.next_attempt_at <= $1)
    order by pr.person limit 1 for update skip locked
  ), due as (
    select n.id, min(n.effect_key) filter (where n.digest_id is null) over () as first,
      to_jsonb(p) - 'roles' as person, to_jsonb(pr) as preferences
    from notification n join holder h on h.person = n.recipient
    join notification_preference pr on pr.person = n.recipient
    left join directory_person p on p.id = n.recipient
    where n.channel = 'mail' and n.state = 'waiting' and n.in_digest and n.next_attempt_at <= $1
  )
  update notification n set attempts = n.attempts + 1, next_attempt_at = ${NEXT_ATTEMPT_AT('$2')},
    digest_id = coalesce(n.digest_id, encode(sha256(convert_to('digest/' || due.first, 'UTF8')), 'hex'))
  from due where n.id = due.id and n.state = 'waiting' and n.next_attempt_at <= $1
  returning ${NOTICE_COLUMNS}, n.digest_id as "digestId"`

/** Everything that is due in one person's digest; nothing when no digest is due. */
export async function claimDigest(
  pool: Pool,
  { now, delaysMs }: { now: Instant; delaysMs: readonly number[] },
): Promise<DigestNotice[]> {
  const { rows } = await pool.query<DigestNotice>(CLAIM, [now, delaysMs])
  return rows
}
