/** Writes one decided command: its events or refusal, outcome, chain entries, projections and notices. */

import type { Recorded } from '#domain/case/event.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Naming, Outcome } from '#wire/record.ts'
import { bulkInsert, type Statement } from '../bulk.ts'
import { type AuditContent, linked } from '../chain.ts'
import { awaitAll, type Client, pipelined } from '../connect.ts'
import { projectionStatements } from '../projections/rows.ts'
import { auditEntry, command as commandTable, event } from '../schema/case.ts'
import { type Fold, noticeStatement } from './notices.ts'
import { askNames, namingIn, newlyShown } from './org-names.ts'
import { OUTCOME_CHANNEL, outcomeNotification } from './outcome-notification.ts'
import type { Head } from './reading.ts'

export interface Decided {
  caseId: CaseId
  command: { id: CommandId; action: string; act: { contentHash: string } | null }
  actor: Actor
  /** Business time. */
  at: Instant
  /** The database's clock under the case's lock. */
  recordedReal: Instant
  outcome: Outcome
  events: Recorded[]
}

const addEvents = bulkInsert(event)
const addCommand = bulkInsert(commandTable)
const addEntries = bulkInsert(auditEntry)

/** An insertion as one part of a larger statement; `parameter` is the number of the parameter with the rows. */
const part = (insert: (rows: []) => Statement, parameter: number): string =>
  insert([]).text.replace('$1', `$${parameter}`)

/** One statement, because each further one makes the decision a tenth of a millisecond longer. $1 case, $2 command. */
const RECORD = `
  with decided as (${part(addCommand, 3)}),
    entered as (${part(addEntries, 4)}),
    happened as (${part(addEvents, 5)}),
    moved as (
      update case_head set seq = $6, chain_hash = $7, chain_length = $8, recorded_real = $9 where case_id = $1)
  update request set state = 'recorded', outcome = $10, sending_until = null
  where command_id = $2 and case_id = $1 and state = 'pending'
  returning case when $11::text is not null then pg_notify('${OUTCOME_CHANNEL}', $11) end`

/** Sends all statements and the commit in one round trip. Returns the number of notices, and names of organisations that the case now shows. */
export async function writeAndCommit(
  client: Client,
  head: Head,
  decided: Decided,
  { fold, hasWebhook, planned }: { fold: Fold | null; hasWebhook: boolean; planned: Statement | null },
): Promise<{ notices: number; naming: Naming }> {
  const statements = [recordStatement(head, decided)]
  if (planned) statements.push(planned)
  if (fold) statements.push(...projectionStatements(decided.caseId, fold.before, fold.after))
  const notices = fold && noticeStatement(decided, fold, hasWebhook)
  const shown = fold ? newlyShown(fold.after.kind, statesOf(fold)) : []
  const { written, noticed, named, committed } = pipelined(client, () => ({
    written: statements.map((statement) => client.query(statement)),
    noticed: notices && client.query(notices),
    named: askNames(client, shown),
    committed: client.query('commit'),
  }))
  await awaitAll<unknown>([...written, ...(noticed ? [noticed] : []), ...(named ? [named] : []), committed])
  // After a failed statement the server answers COMMIT with ROLLBACK and reports no error. 40000 is the SQL state for this; it counts as
  // temporary, so the command is retried.
  if ((await committed).command !== 'COMMIT')
    throw Object.assign(new Error('the transaction was rolled back'), { code: '40000' })
  return { notices: (await noticed)?.rowCount ?? 0, naming: namingIn(await named) }
}

const statesOf = ({ before, after }: Fold) => ({ before: before.state, after: after.state })

function recordStatement(head: Head, decided: Decided): Statement {
  const { caseId, command, actor, at, recordedReal, outcome, events } = decided
  const { id: commandId, action, act } = command
  const entries = linked(head, contentsOf(head, decided))
  const last = entries.at(-1)
  const seqs = { seqFrom: events.at(0)?.seq ?? null, seqTo: events.at(-1)?.seq ?? null }
  const row = {
    ...{ caseId, commandId, action, actor, outcome, at, recordedReal, ...seqs },
    contentHash: act?.contentHash ?? null,
  }
  const rows = [
    addCommand([row]),
    addEntries(entries),
    addEvents(events.map((one) => eventRow(decided, one))),
  ].flatMap(({ values }) => values)
  const moved = [
    events.at(-1)?.seq ?? head.seq,
    last?.hash ?? head.chainHash,
    last?.n ?? head.chainLength,
    recordedReal,
  ]
  const answer = [JSON.stringify(outcome), outcomeNotification(commandId, outcome)]
  return { name: 'record', text: RECORD, values: [caseId, commandId, ...rows, ...moved, ...answer] }
}

function eventRow(
  { caseId, recordedReal }: Decided,
  { seq, at, by, commandId, event: body }: Recorded,
): typeof event.$inferInsert {
  return { caseId, seq, type: body.type, v: body.v, body, actor: by, commandId, at, recordedReal }
}

/** Its chain entries: one for each event, or one for the refusal. */
function contentsOf({ chainLength }: Head, decided: Decided): AuditContent[] {
  const { caseId, command, actor, at, recordedReal, outcome, events } = decided
  const base = { caseId, commandId: command.id, action: command.action, actor, at, recordedReal }
  if (outcome.status === 'refused') {
    return [{ ...base, kind: 'refusal', n: chainLength + 1, refusal: outcome.refusal }]
  }
  return events.map(({ seq, event: body }, index) => ({
    ...base,
    kind: 'event',
    n: chainLength + 1 + index,
    seq,
    event: body,
  }))
}
