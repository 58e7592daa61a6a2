/** What operators do with the hosting of cases, and what they see of it. Each of their acts is an entry of the chain. */
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
  /** Real time: it is about machines. */
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

/** Who does it, to which case, in business time. */
export interface OperatorAct {
  caseId: CaseId
  actor: PersonActor
  at: Instant
}

/** Holds a case: in place of the hold in force, if there is one, so that a mistaken `until` can be corrected. */
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

/** Wants a case hosted afresh; the worker that reconciles does it, of a held case after its release. */
export const hostCaseAfresh = (pool: Pool, act: OperatorAct, reason: string) =>
  operate(pool, act, { type: 'hostedAfresh', reason }, async (client) => {
    if (!(await findOpenCase(client, act.caseId))) return 'ended'
    await requestHosting(client, [act.caseId], reason)
    return { waitsForHold: (await findHold(client, act.caseId)) ?? null }
  })

/** All of them: versions before this one kept holds side by side. Answers the one that was in force. */
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

/** `noCase`: the record has none of that id. `work` answers a word when nothing is to be done: then nothing is noted. */
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

/** Cases that are not hosted as they should be, by their ids. */
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

/** Cases that are held just now, the longest first. */
export async function listHolds(pool: Pool): Promise<HeldCase[]> {
  const { rows } = await pool.query<HeldCase>(
    `select h.case_id as "caseId", h.reason, h.until_real as until, h.held_real as since, h.held_by as by
     from case_hold h where ${IS_ACTIVE('h')} order by h.held_real limit ${HELD_MAX}`,
  )
  return rows
}
