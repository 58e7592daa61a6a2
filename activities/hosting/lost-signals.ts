/**
 * Signals that a run accepted and did not come to: it was ended, or its history cannot be replayed. An accepted message
 * is never lost: acts are sent to the new run, what is no act becomes the dead letter that it would have become.
 */
import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Payload } from '@temporalio/common'
import type { Pool } from '#db/connect.ts'
import { decidedCommands, keptLetters } from '#db/hosting-signals.ts'
import type { CaseId } from '#domain/ids.ts'
import { type Instant, instant } from '#domain/plain-date.ts'
import { type ActEnvelope, faultOf } from '#wire/envelope.ts'
import { ACT_SIGNAL, CATCH_UP_SIGNAL, FACTS_CHANGED_SIGNAL } from '#wire/names.ts'
import { payloadConverter } from '#wire/payload-converter.ts'
import type { DeadLetter } from '../dead-letter.ts'

interface Accepted {
  name: string
  args: unknown[]
  /** Key of the dead letter that it is, if it is one. */
  effectKey: string
  at: Instant
}

export interface LostSignals {
  acts: ActEnvelope[]
  letters: DeadLetter[]
}

/** These say nothing of their own: a new run starts from the record, and what came into force is told again. */
const OF_THE_MACHINE: readonly string[] = [CATCH_UP_SIGNAL, FACTS_CHANGED_SIGNAL]
/** More than the server takes in one run. */
const SIGNALS_MAX = 10_000

/** What that run left undone, in the order in which it came. */
export async function lostSignals(
  { client, pool }: { client: Client; pool: Pool },
  caseId: CaseId,
  runId: string,
): Promise<LostSignals> {
  const accepted = await acceptedSignals(client, caseId, runId)
  const acts: ActEnvelope[] = []
  const letters: DeadLetter[] = []
  const kept = await keptLetters(
    pool,
    accepted.map(({ effectKey }) => effectKey),
  )
  for (const { name, args, effectKey, at } of accepted) {
    if (OF_THE_MACHINE.includes(name) || kept.has(effectKey)) continue
    const reason = name === ACT_SIGNAL ? faultOf(args[0], caseId) : 'unknown signal'
    if (reason === null) acts.push(args[0] as ActEnvelope)
    else letters.push({ caseId, kind: 'signal', name, reason, payload: args, effectKey, at })
  }
  const decided = await decidedCommands(
    pool,
    caseId,
    acts.map(({ commandId }) => commandId),
  )
  return { acts: acts.filter(({ commandId }) => !decided.has(commandId)), letters }
}

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

/** A run that was deleted has no history any more. */
function ifGone(error: unknown): { history: null; nextPageToken: null } {
  if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND)
    return { history: null, nextPageToken: null }
  throw error
}
