/**
 * Signals that a run accepted and did not come to: it was ended, or its history cannot be replayed. An accepted message
 * is never lost: acts and changes of facts are sent again, what is neither becomes the dead letter that it would have become. Which cases are to be
 * looked after is a row of the record, written before a run is ended and when a new one begins, whoever started it.
 */

import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Payload } from '@temporalio/common'
import type { Pool } from '#db/connect.ts'
import { caseNow } from '#db/hosting.ts'
import {
  decidedCommands,
  forgetRehosted,
  keptLetters,
  listRehosted,
  type Rehosted,
} from '#db/hosting-signals.ts'
import { findOwner } from '#db/intake/cases.ts'
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
import { listEndedRuns } from './engine.ts'

export interface SignalParts {
  client: Client
  pool: Pool
  kinds: Kinds
  logger: Pick<Logger, 'warn'>
  recordDeadLetters: (letters: readonly DeadLetter[]) => Promise<void>
}

/** Seconds after which the engine's list surely shows the runs before. */
const LIST_LAGS = 10
const CASES_MAX = 500
const AT_ONCE = 8
/** Runs of one case that are looked at, the latest first. */
const RUNS_MAX = 10

/** Looks after cases that were hosted afresh. Answers how many; what fails is tried again at the next call. */
export async function bringLostSignals(parts: SignalParts): Promise<number> {
  const cases = await listRehosted(parts.pool, LIST_LAGS, CASES_MAX)
  const waiting = cases.values()
  // One case that cannot be looked after holds up neither another one nor what else there is to do.
  const failed = ({ caseId }: Rehosted, error: unknown): void =>
    parts.logger.warn({ caseId, err: error }, 'signals of an earlier run could not be brought; tried again')
  const bringer = async (): Promise<void> => {
    for (const one of waiting) await bringTo(parts, one).catch((error: unknown) => failed(one, error))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, bringer))
  return cases.length
}

async function bringTo(parts: SignalParts, rehosted: Rehosted): Promise<void> {
  const { client, pool, kinds, recordDeadLetters } = parts
  const { caseId } = rehosted
  const listed = await listEndedRuns(client, caseId, RUNS_MAX)
  // A run that took over from another one was sent what that one had left: each is brought once.
  const brought = new Set<CommandId>()
  for (const runId of new Set([...listed, ...rehosted.runs])) {
    const { again, letters } = await lostSignals(parts, caseId, runId)
    if (letters.length > 0) await recordDeadLetters(letters)
    for (const { name, message } of again) {
      if (brought.has(idOf({ message }))) continue
      // A held case refuses acts: they are brought after its hold.
      if ((await caseNow(pool, caseId)).isHeld) return
      brought.add(idOf({ message }))
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
  /** Key of the dead letter that it is, if it is one. */
  effectKey: string
  at: Instant
}

interface LostSignals {
  /** What a case can take, to be sent to it once more. */
  again: { name: string; message: unknown }[]
  letters: DeadLetter[]
}

/** More than the server takes in one run. */
const SIGNALS_MAX = 10_000

/** What that run left undone, in the order in which it came. */
async function lostSignals(
  { client, pool, kinds }: SignalParts,
  caseId: CaseId,
  runId: string,
): Promise<LostSignals> {
  const accepted = await acceptedSignals(client, caseId, runId)
  const again: LostSignals['again'] = []
  const letters: DeadLetter[] = []
  const kept = await keptLetters(
    pool,
    accepted.map(({ effectKey }) => effectKey),
  )
  for (const { name, args, effectKey, at } of accepted) {
    // A new run starts from the record: it need not be asked to look at it.
    if (name === CATCH_UP_SIGNAL || kept.has(effectKey)) continue
    const [message] = args
    const reason = whyNoMessage(kinds, caseId, { name, message })
    if (reason === null) again.push({ name, message })
    else letters.push({ caseId, kind: 'signal', name, reason, payload: args, effectKey, at })
  }
  const decided = await decidedCommands(pool, caseId, again.map(idOf))
  return { again: again.filter((one) => !decided.has(idOf(one))), letters }
}

/** Why it is nothing that a case can take; null when it is. */
function whyNoMessage(
  kinds: Kinds,
  caseId: CaseId,
  { name, message }: { name: string; message: unknown },
): string | null {
  const kind = kinds.find(caseId)
  if (!kind) return 'for no kind of case'
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

/** A run that was deleted has no history any more. */
function ifGone(error: unknown): { history: null; nextPageToken: null } {
  if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND)
    return { history: null, nextPageToken: null }
  throw error
}
