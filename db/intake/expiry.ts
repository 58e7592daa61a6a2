/** Refuses requests that could not be delivered in time. The refusal is recorded, so that they are never applied later. */
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId, CommandId, PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { lockHeads } from './chain-entry.ts'
import { inTransaction } from './in-transaction.ts'
import { type NeverDelivered, refuseCommands } from './refusals.ts'
import { DECIDED_OUTCOME } from './requests.ts'

interface Overdue {
  commandId: CommandId
  caseId: CaseId
  action: string
  actor: PersonId
  role: Role
  org: OrgId
  at: Instant
  contentHash: string
}

// `skip locked`: concurrent instances take different requests, and no deadlock is possible because nothing waits for a lock.
const OVERDUE = `
  select command_id as "commandId", case_id as "caseId", action, actor, envelope ->> 'role' as role,
    envelope ->> 'org' as org, received_at as at, envelope ->> 'contentHash' as "contentHash"
  from request
  where state = 'pending' and received_real < statement_timestamp() - make_interval(mins => $1)
  order by received_real limit $2 for update skip locked`

const EXPIRE = `
  update request r set state = 'expired', outcome = ${DECIDED_OUTCOME}, sending_until = null
  from command c
  where r.command_id = any($1) and c.case_id = r.case_id and c.command_id = r.command_id`

/**
 * Expires the oldest requests that were received more than `minutes` ago, at most `limit`, in one transaction with a fixed number of
 * statements. A request that the record has decided keeps that outcome. Returns how many expired.
 */
export async function expireOverdue(
  pool: Pool,
  { minutes, limit }: { minutes: number; limit: number },
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Overdue>(OVERDUE, [minutes, limit])
    if (rows.length === 0) return 0
    const cases = [...new Set(rows.map(({ caseId }) => caseId))]
    const heads = await lockHeads(client, cases, 'skip locked')
    const busy = (await existing(client, cases)).filter((caseId) => !heads.has(caseId))
    const overdue = rows.filter(({ caseId }) => !busy.includes(caseId))
    await refuseCommands(
      client,
      heads,
      overdue.map((one) => refusalOf(one, minutes)),
    )
    await client.query(EXPIRE, [overdue.map(({ commandId }) => commandId)])
    return overdue.length
  })
}

/** The cases that have a record. */
async function existing(client: Client, cases: readonly CaseId[]): Promise<CaseId[]> {
  const { rows } = await client.query<{ caseId: CaseId }>(
    'select case_id as "caseId" from case_head where case_id = any($1)',
    [cases],
  )
  return rows.map(({ caseId }) => caseId)
}

function refusalOf(overdue: Overdue, minutes: number): NeverDelivered {
  const { commandId, caseId, action, actor: person, role, org, at, contentHash } = overdue
  return {
    ...{ commandId, caseId, action, at, contentHash },
    actor: { kind: 'person', person, role, org, orgPath: [org], isLeader: false },
    refusal: { unmet: [{ code: 'expired', params: { minutes } }] },
  }
}
