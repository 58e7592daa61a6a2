/** Sends hostile messages as bytes, and finds the result of each. */

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { type ActEnvelope, faultOf } from '#wire/envelope.ts'
import { payloadConverter } from '#wire/payload-converter.ts'
import type { HostileMessage } from './hostile-messages.ts'

export interface Sent {
  /** Signals that Temporal accepted and that must leave a dead letter. */
  letters: number
  /** Commands that the record must have decided. */
  commandIds: string[]
  /** Updates that were answered with a refusal. */
  refusals: number
  /** Messages beyond Temporal's own limits, which are never accepted. */
  beyond: number
  /** Updates that were answered with neither an outcome nor a refusal. */
  unanswered: string[]
}

const CONCURRENCY = 8
const UPDATE_TIMEOUT_MS = 60_000

/** Sends the messages, a few at the same time. Messages that Temporal itself does not accept are not sent. */
export async function sendHostile(
  client: Client,
  workflowId: string,
  messages: readonly HostileMessage[],
): Promise<Sent> {
  const sent: Sent = { letters: 0, commandIds: [], refusals: 0, beyond: 0, unanswered: [] }
  const waiting = messages.values()
  const sender = async (): Promise<void> => {
    for (const message of waiting) {
      if (message.route === 'signal') await signal(client, workflowId, message, sent)
      else await update(client, workflowId, message, sent)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, sender))
  return sent
}

async function signal(
  client: Client,
  workflowId: string,
  message: HostileMessage,
  sent: Sent,
): Promise<void> {
  try {
    await client.workflowService.signalWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId },
      signalName: message.name,
      requestId: randomUUID(),
      input: { payloads: message.payloads },
    })
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error
    if (Number(error.code) === INVALID_ARGUMENT) {
      sent.beyond += 1
      return
    }
    if (Number(error.code) !== NOT_FOUND) throw error
    // The workflow is continuing in a new run, or has ended and is not rehosted yet: the signal was not accepted, so it is sent again.
    await sleep(100)
    return signal(client, workflowId, message, sent)
  }
  if (message.name === 'catchUp') return
  const act = actIn(message, workflowId)
  if (act) sent.commandIds.push(act.commandId)
  else if (!isTakenIn(message)) sent.letters += 1
}

const INVALID_ARGUMENT = 3
const NOT_FOUND = 5

/** The act in the message, if the case will decide it; otherwise null. */
function actIn({ name, payloads }: HostileMessage, workflowId: string): ActEnvelope | null {
  const bytes = payloads.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  if (name !== 'act' || bytes > MESSAGE_BYTES_MAX || payloads.length > ARGUMENTS_MAX) return null
  const [first] = payloads
  const value = first && payloadConverter.fromPayload(first)
  return faultOf(value, workflowId as CaseId, PROJECT) === null ? (value as ActEnvelope) : null
}

/** Whether the message names a version that the case knows already: then it has no effect. */
const isTakenIn = ({ name, payloads }: HostileMessage): boolean =>
  name === 'factsChanged' &&
  new TextDecoder().decode(payloads[0]?.data ?? new Uint8Array()).includes('factsChanged/calendar/2026.1"') &&
  new TextDecoder().decode(payloads[0]?.data ?? new Uint8Array()).includes('"cause":"calendar"')

// The same values as in workflows/interceptors.ts, which runs only in the sandbox.
const MESSAGE_BYTES_MAX = 1_310_720
const ARGUMENTS_MAX = 5

async function update(
  client: Client,
  workflowId: string,
  message: HostileMessage,
  sent: Sent,
): Promise<void> {
  const [envelope, hint] = message.payloads.map((payload) => payloadConverter.fromPayload(payload))
  try {
    await client.withDeadline(Date.now() + UPDATE_TIMEOUT_MS, () =>
      client.workflow.getHandle(workflowId).executeUpdate('act', { args: [envelope, hint] }),
    )
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowUpdateFailedError') sent.refusals += 1
    else if (isNotTaken(error)) return update(client, workflowId, message, sent)
    else sent.unanswered.push(`${String(error)}: ${String((error as Error).cause)}`)
  }
}

/** The run was ended for a rehosting, or its task to make room: the update was not accepted, so it is sent again. */
function isNotTaken(error: unknown): boolean {
  const { cause } = error as { cause?: unknown }
  return (
    String(error).includes('aborted by closing workflow') ||
    (isGrpcServiceError(cause) && Number(cause.code) === FAILED_PRECONDITION)
  )
}

const FAILED_PRECONDITION = 9

/**
 * Causes that are not failures. 1: another message arrived while the run was about to continue as new. 17: too many bytes waited for the
 * end of a task, so Temporal ended it and starts it again with them.
 */
const OF_TEMPORAL = [1, 17]
/**
 * A fault of the SDK's core: after such an end of a task it may be unable to replay an Update that was answered in it. The case is then
 * rehosted, which is enough for this test (docs/adr/0018).
 */
const OF_THE_SDK = 'Invalid transition while handling update response'

export const RAN_OUT = 'timed out'

/** Causes of failed and timed-out workflow tasks in all runs of the case; empty when there are none. */
export async function failedTasks(client: Client, workflowId: string): Promise<string[]> {
  const reasons: string[] = []
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    for (const event of events ?? []) {
      if (event.workflowTaskTimedOutEventAttributes) reasons.push(RAN_OUT)
      const failed = event.workflowTaskFailedEventAttributes
      const message = failed?.failure?.message ?? ''
      if (failed && !OF_TEMPORAL.includes(Number(failed.cause)) && !message.includes(OF_THE_SDK))
        reasons.push(`${failed.cause}: ${failed.failure?.message}`)
    }
  }
  return reasons
}

/** Messages that are neither a command nor a dead letter yet. */
export async function tracesOf(
  pool: Pool,
  caseId: string,
  { letters, commandIds, unanswered }: Sent,
): Promise<{ missing: string[] }> {
  const found = await pool.query('select count(*)::int as n from dead_letter where case_id = $1', [caseId])
  const decided = await pool.query<{ id: string }>(
    'select command_id as id from command where case_id = $1 and command_id = any($2::text[])',
    [caseId, commandIds],
  )
  const known = new Set(decided.rows.map(({ id }) => id))
  const undecided = commandIds.filter((id) => !known.has(id))
  const lacking = letters - found.rows[0].n
  return {
    missing: [...unanswered, ...undecided, ...(lacking > 0 ? [`${lacking} dead letters of ${letters}`] : [])],
  }
}
