/**
 * Signals that a run accepted but did not process, because it was ended or its history cannot be replayed. No accepted message is
 * lost: acts and changes of facts are sent again, any other message becomes a dead letter. The cases concerned are rows of the
 * record (`rehosted_case`), written before a run is ended and when a new run begins.
 */

import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Payload } from '@temporalio/common'
import type { Pool } from '#db/connect.ts'
import { caseNow } from '#db/hosting.ts'
import { findOwner } from '#db/intake/cases.ts'
import {
  decidedCommands,
  forgetRehosted,
  listRehosted,
  type Rehosted,
  storedDeadLetters,
} from '#db/rehosted-cases.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import { type Instant, instant } from '#domain/values/plain-date.ts'
import { caseStart } from '#wire/case-start.ts'
import { faultOf } from '#wire/envelope.ts'
import { factsChangeIn, NO_FACTS_CHANGE } from '#wire/facts-change.ts'
import { ACT_SIGNAL, CATCH_UP_SIGNAL, FACTS_CHANGED_SIGNAL } from '#wire/names.ts'
import { payloadConverter } from '#wire/payload-converter.ts'
import type { DeadLetter } from '../dead-letter.ts'
import type { Logger } from '../telemetry.ts'
import { listEndedRuns } from './temporal-workflows.ts'

export interface ResendDeps {
  client: Client
  pool: Pool
  kinds: Kinds
  logger: Pick<Logger, 'warn'>
  recordDeadLetters: (letters: readonly DeadLetter[]) => Promise<void>
}

/** Seconds after which Temporal's list certainly shows the earlier runs. */
const LIST_LAG_SECONDS = 10
const CASES_MAX = 500
const CONCURRENCY = 8
/** Runs of one case that are examined, the latest first. */
const RUNS_MAX = 10

/** Handles the cases that were rehosted and returns how many. A case that fails is retried at the next call. */
export async function resendUnprocessedSignals(parts: ResendDeps): Promise<number> {
  const cases = await listRehosted(parts.pool, LIST_LAG_SECONDS, CASES_MAX)
  const waiting = cases.values()
  // A case that fails must block neither the other cases nor the rest of the pass.
  const failed = ({ caseId }: Rehosted, error: unknown): void =>
    parts.logger.warn(
      { caseId, err: error },
      'signals of an earlier run could not be sent again; will be retried',
    )
  const resend = async (): Promise<void> => {
    for (const one of waiting) await resendTo(parts, one).catch((error: unknown) => failed(one, error))
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, resend))
  return cases.length
}

async function resendTo(parts: ResendDeps, rehosted: Rehosted): Promise<void> {
  const { client, pool, kinds, recordDeadLetters } = parts
  const { caseId } = rehosted
  const listed = await listEndedRuns(client, caseId, RUNS_MAX)
  // A run that replaced another one was sent the signals of that one: send each signal only once.
  const resent = new Set<CommandId>()
  for (const runId of new Set([...listed, ...rehosted.runs])) {
    const { again, letters } = await unprocessedSignals(parts, caseId, runId)
    if (letters.length > 0) await recordDeadLetters(letters)
    for (const { name, message } of again) {
      if (resent.has(idOf({ message }))) continue
      // A held case refuses acts: they are sent after the hold has ended.
      if ((await caseNow(pool, caseId)).isHeld) return
      resent.add(idOf({ message }))
      await client.workflow.signalWithStart(kinds.of(caseId).workflow, {
        ...caseStart(kinds, caseId, await findOwner(pool, caseId)),
        signal: name,
        signalArgs: [message],
      })
    }
  }
  await forgetRehosted(pool, rehosted)
}

interface Accepted {
  name: string
  args: unknown[]
  /** Key of the dead letter that it may have become. */
  effectKey: string
  at: Instant
}

interface UnprocessedSignals {
  /** Messages that the case can process: to be sent again. */
  again: { name: string; message: unknown }[]
  letters: DeadLetter[]
}

/** More than the server accepts in one run. */
const SIGNALS_MAX = 10_000

/** The signals that this run did not process, in the order in which they arrived. */
async function unprocessedSignals(
  { client, pool, kinds }: ResendDeps,
  caseId: CaseId,
  runId: string,
): Promise<UnprocessedSignals> {
  const accepted = await acceptedSignals(client, caseId, runId)
  const again: UnprocessedSignals['again'] = []
  const letters: DeadLetter[] = []
  const kept = await storedDeadLetters(
    pool,
    accepted.map(({ effectKey }) => effectKey),
  )
  for (const { name, args, effectKey, at } of accepted) {
    // A new run starts from the record, so it need not catch up.
    if (name === CATCH_UP_SIGNAL || kept.has(effectKey)) continue
    const [message] = args
    const reason = whyNoMessage(kinds, caseId, { name, message })
    if (reason === null) again.push({ name, message })
    else letters.push({ caseId, kind: 'signal', name, reason, payload: args, effectKey, at })
  }
  const decided = await decidedCommands(pool, caseId, again.map(idOf))
  return { again: again.filter((one) => !decided.has(idOf(one))), letters }
}

/** Why the case cannot process the message; null when it can. */
function whyNoMessage(
  kinds: Kinds,
  caseId: CaseId,
  { name, message }: { name: string; message: unknown },
): string | null {
  const kind = kinds.find(caseId)
  if (!kind) return 'its kind of case is unknown'
  if (name === ACT_SIGNAL) return faultOf(message, caseId, kind)
  if (name !== FACTS_CHANGED_SIGNAL) return 'unknown signal'
  return factsChangeIn(message) === null ? NO_FACTS_CHANGE : null
}

const idOf = ({ message }: { message: unknown }): CommandId => (message as { commandId: CommandId }).commandId

async function acceptedSignals(client: Client, caseId: CaseId, runId: string): Promise<Accepted[]> {
  const { workflowService, options } = client
  const accepted: Accepted[] = []
  let nextPageToken: Uint8Array | undefined
  do {
    const page = await workflowService
      .getWorkflowExecutionHistory({
        namespace: options.namespace,
        execution: { workflowId: caseId, runId },
        ...(nextPageToken ? { nextPageToken } : {}),
      })
      .catch(ifGone)
    for (const event of page.history?.events ?? []) {
      const signal = event.workflowExecutionSignaledEventAttributes
      if (!signal) continue
      const payloads = (signal.input?.payloads ?? []) as Payload[]
      accepted.push({
        name: signal.signalName ?? '',
        args: payloads.map((payload) => payloadConverter.fromPayload(payload)),
        effectKey: `${runId}/${Number(event.eventId ?? 0)}`,
        at: instant(Number(event.eventTime?.seconds ?? 0) * 1_000),
      })
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined
  } while (nextPageToken && accepted.length < SIGNALS_MAX)
  return accepted
}

const NOT_FOUND = 5

/** The history of a deleted run is empty. */
function ifGone(error: unknown): { history: null; nextPageToken: null } {
  if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND)
    return { history: null, nextPageToken: null }
  throw error
}
