/** Who was notified of which events of a case, and whether the notification arrived. */

import type { CaseEvent } from '#domain/case/event.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import type { NoticePayload } from '../notice-payload.ts'
import type { Channel, NotificationState } from '../schema/outbox.ts'
import { upcast } from '../upcast.ts'

export interface Receipt {
  id: string
  seq: number
  channel: Channel
  recipient: PersonId | 'default'
  payload: NoticePayload
  /** The event with that number: the subject of the notice, or the event that set the deadline or asked for the signature. */
  cause: CaseEvent
  state: NotificationState
  attempts: number
  /** Null: there is no further attempt. */
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
  const { rows } = await pool.query<Omit<Receipt, 'cause'> & { body: unknown }>(
    `select n.id, n.seq, n.channel, n.recipient, n.payload, n.state, n.attempts, e.body,
       case when n.state = 'waiting' then n.next_attempt_at end as "nextAttemptAt", n.delivered_at as "deliveredAt",
       coalesce(n.digest_id, n.message_id) as "messageId", n.in_digest as "inDigest"
     from notification n join event e on e.case_id = n.case_id and e.seq = n.seq
     where n.case_id = $1 and ($2::int is null or (n.seq, n.id) > ($2::int, $3::uuid))
     order by n.seq, n.id limit $4`,
    [caseId, after?.seq ?? null, after?.id ?? null, limit],
  )
  return rows.map(({ body, ...receipt }) => ({ ...receipt, cause: upcast(body) }))
}
