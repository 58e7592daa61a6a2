/** Who was told what of a project, and whether it arrived. */
import type { CaseId, PersonId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Pool } from '../connect.ts'
import type { NoticePayload } from '../notice-payload.ts'
import type { Channel, NotificationState } from '../schema/outbox.ts'

export interface Receipt {
  id: string
  seq: number
  channel: Channel
  recipient: PersonId | 'default'
  payload: NoticePayload
  state: NotificationState
  attempts: number
  /** Null once nothing more will be tried. */
  nextAttemptAt: Instant | null
  deliveredAt: Instant | null
  /** The mail's Message-ID without its domain, and the webhook's id without its prefix. */
  messageId: string
  inDigest: boolean
}

/** In the order of the events. */
export async function readReceipts(
  pool: Pool,
  caseId: CaseId,
  { after, limit }: { after: { seq: number; id: string } | null; limit: number },
): Promise<Receipt[]> {
  const { rows } = await pool.query<Receipt>(
    `select id, seq, channel, recipient, payload, state, attempts,
       case when state = 'waiting' then next_attempt_at end as "nextAttemptAt", delivered_at as "deliveredAt",
       coalesce(digest_id, message_id) as "messageId", in_digest as "inDigest"
     from notification
     where case_id = $1 and ($2::int is null or (seq, id) > ($2::int, $3::uuid))
     order by seq, id limit $4`,
    [caseId, after?.seq ?? null, after?.id ?? null, limit],
  )
  return rows
}
