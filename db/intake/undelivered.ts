/** Requests without an outcome that nobody is sending: to be sent again, or to expire. */
import type { Outcome } from '#activities/record.ts'
import type { CaseId, CommandId } from '#domain/ids.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { ActHint } from '#workflows/messages.ts'
import type { Pool } from '../connect.ts'
import { DECIDED_OUTCOME, LEASE } from './requests.ts'

export interface Undelivered {
  envelope: ActEnvelope
  hint: ActHint
  /** The case exists; otherwise the act brings it to life. */
  isOpened: boolean
}

/** Takes some of them for this instance, oldest first. Several instances at it never take the same ones. */
export async function takeUndelivered(pool: Pool, instance: string, limit: number): Promise<Undelivered[]> {
  const { rows } = await pool.query<Undelivered>(
    `update request r set sending_until = clock_timestamp() + ${LEASE}, instance = $1
     where r.command_id in (
       select command_id from request
       where state = 'pending' and (sending_until is null or sending_until < clock_timestamp())
       order by received_real limit $2 for update skip locked)
     returning r.envelope, r.hint, exists (select from project p where p.case_id = r.case_id) as "isOpened"`,
    [instance, limit],
  )
  return rows
}

/** What the record knows already but the request does not: an answer that was lost on the way back. */
export async function adoptOutcomes(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update request r set state = 'done', outcome = ${DECIDED_OUTCOME}, sending_until = null
     from command c
     where r.state = 'pending' and c.case_id = r.case_id and c.command_id = r.command_id`,
  )
  return rowCount ?? 0
}

export interface Overdue {
  commandId: CommandId
  caseId: CaseId
  envelope: ActEnvelope
}

export async function findOverdue(pool: Pool, minutes: number): Promise<Overdue[]> {
  const { rows } = await pool.query<Overdue>(
    `select command_id as "commandId", case_id as "caseId", envelope from request
     where state = 'pending' and received_real < clock_timestamp() - make_interval(mins => $1)
     order by received_real limit 100`,
    [minutes],
  )
  return rows
}

/** Marks a request as expired with the outcome that the record has for it. */
export async function expireRequest(pool: Pool, commandId: CommandId, outcome: Outcome): Promise<void> {
  await pool.query(
    `update request set state = 'expired', outcome = $2::jsonb, sending_until = null
     where command_id = $1 and state = 'pending'`,
    [commandId, JSON.stringify(outcome)],
  )
}
