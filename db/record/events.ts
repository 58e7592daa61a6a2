/** Reads events from the record, in order. */

import type { Recorded } from '#domain/case/event.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { upcast } from '../upcast.ts'

interface EventRow {
  seq: number
  at: Instant
  by: Actor
  commandId: CommandId
  body: unknown
}

const EVENTS_AFTER = `
  select seq, at, actor as by, command_id as "commandId", body
  from event where case_id = $1 and seq > $2 order by seq`

/** The events of a case after a sequence number, in the form that today's code knows. */
export async function eventsAfter(
  client: Pick<Pool | Client, 'query'>,
  caseId: CaseId,
  seq: number,
): Promise<Recorded[]> {
  const { rows } = await client.query<EventRow>({
    name: 'events-after',
    text: EVENTS_AFTER,
    values: [caseId, seq],
  })
  return rows.map(({ body, ...row }) => ({ ...row, event: upcast(body) }))
}
