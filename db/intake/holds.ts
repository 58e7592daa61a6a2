/** Acts of operators on the hosting of cases, each an entry of the case's chain; and lists for operators. */
import type { PersonActor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Operation } from '../chain.ts'
import type { Client, Pool } from '../connect.ts'
import { findOpenCase, requestHosting } from '../hosting.ts'
import { ACTIVE_HOLD, IS_ACTIVE } from '../record/holds.ts'
import type { Trouble } from '../schema/hosting.ts'
import { addEntries, lockHeads } from './chain-entry.ts'
import { inTransaction } from './in-transaction.ts'

export interface Hold {
  reason: string
  /** Real time, because hosting concerns machines. */
  until: Instant
}

/** The hold in force on a case; undefined when there is none. */
export async function findHold(
  pool: Pick<Pool | Client, 'query'>,
  caseId: CaseId,
): Promise<Hold | undefined> {
  const { rows } = await pool.query<{ hold: Hold | null }>({
    name: 'hold-find',
    text: `select ${ACTIVE_HOLD('$1')} as hold`,
    values: [caseId],
  })
  return rows[0]?.hold ?? undefined
}

/** Who acts, on which case, at which business time. */
export interface OperatorAct {
  caseId: CaseId
  actor: PersonActor
  at: Instant
}

/** Holds a case. Replaces the hold in force, if there is one, so that a wrong `until` can be corrected. */
export const holdCase = (pool: Pool, act: OperatorAct, { reason, until }: Hold) =>
  operate(pool, act, { type: 'held', reason, until }, async (client) => {
    const replaces = await endHolds(client, act)
    await client.query(
      'insert into case_hold (case_id, reason, until_real, held_by) values ($1, $2, $3, $4::jsonb)',
      [act.caseId, reason, until, JSON.stringify(act.actor)],
    )
    return { replaces }
  })

/** Ends the hold on a case. */
export const releaseCase = (pool: Pool, act: OperatorAct, reason: string) =>
  operate(pool, act, { type: 'released', reason }, async (client) => {
    const released = await endHolds(client, act)
    return released ? { released } : 'notHeld'
  })

/** Requests that a case is rehosted. The reconciler does it; for a held case after the hold has ended. */
export const requestRehosting = (pool: Pool, act: OperatorAct, reason: string) =>
  operate(pool, act, { type: 'hostedAfresh', reason }, async (client) => {
    if (!(await findOpenCase(client, act.caseId))) return 'ended'
    await requestHosting(client, [act.caseId], reason)
    return { waitsForHold: (await findHold(client, act.caseId)) ?? null }
  })

/** Ends all holds, because older versions of the program kept several. Returns the one that was in force. */
async function endHolds(client: Client, { caseId, actor }: OperatorAct): Promise<Hold | null> {
  const hold = await findHold(client, caseId)
  if (!hold) return null
  await client.query(
    `update case_hold h set released_by = $2::jsonb, released_real = clock_timestamp()
     where h.case_id = $1 and ${IS_ACTIVE('h')}`,
    [caseId, JSON.stringify(actor)],
  )
  return hold
}

/** Returns `noCase` when the record has no case of that id. When `work` returns a string, there was nothing to do, and no entry is added. */
function operate<T extends object | string>(
  pool: Pool,
  { caseId, actor, at }: OperatorAct,
  operation: Operation,
  work: (client: Client) => Promise<T>,
): Promise<T | 'noCase'> {
  return inTransaction(pool, async (client) => {
    const heads = await lockHeads(client, [caseId])
    if (!heads.has(caseId)) return 'noCase'
    const done = await work(client)
    if (typeof done === 'string') return done
    const entry = { caseId, commandId: null, action: operation.type, actor, at }
    await addEntries(client, heads, [{ ...entry, kind: 'operation', operation }])
    return done
  })
}

export interface TroubledCase {
  caseId: CaseId
  trouble: Trouble
  why: string
  sinceReal: Instant
  attempts: number
  nextAttemptReal: Instant
}

/** Cases that are not hosted correctly, by their ids. */
export async function listTroubledCases(pool: Pool, after: string, limit: number): Promise<TroubledCase[]> {
  const { rows } = await pool.query<TroubledCase>(
    `select case_id as "caseId", trouble, why, since_real as "sinceReal", attempts,
       next_attempt_real as "nextAttemptReal"
     from hosting_trouble where case_id > $1 order by case_id limit $2`,
    [after, limit],
  )
  return rows
}

export interface HeldCase extends Hold {
  caseId: CaseId
  since: Instant
  by: PersonActor
}

const HELD_MAX = 500

/** Cases that are held at this moment, the oldest hold first. */
export async function listHolds(pool: Pool): Promise<HeldCase[]> {
  const { rows } = await pool.query<HeldCase>(
    `select h.case_id as "caseId", h.reason, h.until_real as until, h.held_real as since, h.held_by as by
     from case_hold h where ${IS_ACTIVE('h')} order by h.held_real limit ${HELD_MAX}`,
  )
  return rows
}
