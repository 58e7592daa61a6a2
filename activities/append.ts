/**
 * The only function that writes a case's record. A command is decided when this has committed. Its events or its refusal,
 * its outcome, the hash chain, the projections and the notices are one transaction under the case's lock.
 */

import type { Client, Pool } from '#db/connect.ts'
import { isPermanentOn } from '#db/permanent-errors.ts'
import { project } from '#db/projections/fold.ts'
import { eventsAfter } from '#db/record/events.ts'
import type { ReferenceVersions } from '#db/record/facts.ts'
import { namesShown } from '#db/record/org-names.ts'
import { plannedStatement, replannedStatement } from '#db/record/planned-notices.ts'
import { type Head, lockAndRead, type Reading, type RecordQuery } from '#db/record/reading.ts'
import { currentFold } from '#db/record/snapshot.ts'
import { writeAndCommit } from '#db/record/writing.ts'
import { storable } from '#db/storable.ts'
import type { Recorded } from '#domain/case/event.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { dateOf, type Instant, msOf } from '#domain/values/plain-date.ts'
import type { AppendRequest, AppendResult, Naming, Outcome } from '#wire/record.ts'
import { hasNoEffect, integrityRefusal, isReused, withCodeCheck } from './integrity-checks.ts'
import { movedFacts } from './moved-facts.ts'

export interface AppendDeps {
  pool: Pool
  kinds: Kinds
  reference: ReferenceVersions
  /** Whether a receiver of webhooks is configured: without one no rows are written for it. */
  hasWebhook: boolean
  /** Called when notices were committed. If the call is lost, the sweeper wakes the outbox. */
  wakeOutbox: () => void
  /** The record is older than the workflow, or missing: report it to operators. */
  onAhead: (request: AppendRequest, headSeq: number) => void
  /** A permanent error, for which a retry is useless: report it to operators. */
  onUnwritable: (request: AppendRequest, error: unknown) => void
}

/** What was read from the record while the case is locked. */
interface Locked {
  kind: Kind
  head: Head
  reading: Reading
}

export const createAppend =
  (deps: AppendDeps) =>
  async (request: AppendRequest): Promise<AppendResult> => {
    const client = await deps.pool.connect()
    try {
      const result = await appendWith(deps, client, request)
      client.release()
      return result
    } catch (error) {
      const isPermanent = await isPermanentOn(client, error)
      // Close the connection. The next attempt finds out whether its transaction was committed.
      client.release(true)
      if (!isPermanent) throw error
      deps.onUnwritable(request, error)
      return { kind: 'unwritable', why: String(error).slice(0, WHY_LENGTH_MAX) }
    }
  }

const WHY_LENGTH_MAX = 300

async function appendWith(deps: AppendDeps, client: Client, request: AppendRequest): Promise<AppendResult> {
  const kind = deps.kinds.of(request.caseId)
  const { head, reading } = await lockAndRead(client, recordQueryOf(kind, request))
  if (!head || head.seq < request.afterSeq) return ahead(deps, client, request, head?.seq ?? 0)
  const locked = { kind, head, reading }
  const refusal = integrityRefusal(request, reading)
  const answer = await answerWithoutWriting(deps, client, request, locked, refusal === null)
  if (answer) {
    await client.query('rollback')
    return answer
  }
  const decision = refusal ? { refusal } : withCodeCheck(kind, request, reading)
  return record(deps, client, { ...request, decision }, locked)
}

function recordQueryOf(kind: Kind, request: AppendRequest): RecordQuery {
  const { caseId, afterSeq, at, clockOffsetMs, command, names } = request
  return {
    caseId,
    afterSeq,
    clockOffsetMs,
    command,
    // An act is judged by the policy and the published facts of the day of receipt.
    on: dateOf(command.act && isNear(command.receivedAt, at) ? command.receivedAt : at),
    at,
    owner: afterSeq === 0 ? ownerOf(kind, request) : null,
    person: (command.act?.person as PersonId | undefined) ?? null,
    actingFor: (command.act?.actingFor as PersonId | undefined) ?? null,
    code: kind.codeGiven(command.act?.body)?.code ?? null,
    named: names,
  }
}

/** The owner of a new case. The facts about the owner are needed to decide the first act. */
function ownerOf(kind: Kind, { actor, command }: AppendRequest): OrgId | null {
  const owner = kind.openedFor(command.act?.body, actor)
  return owner === null ? null : storable(owner)
}

/**
 * Stored requests expire much earlier. A message that did not come from the API may claim any day, even one on which no
 * policy was in force.
 */
const RECEIVED_BEFORE_DAYS_MAX = 30

const isNear = (received: Instant, at: Instant): boolean =>
  Math.abs(msOf(at) - msOf(received)) <= RECEIVED_BEFORE_DAYS_MAX * 86_400_000

async function ahead(
  deps: AppendDeps,
  client: Client,
  request: AppendRequest,
  headSeq: number,
): Promise<AppendResult> {
  await client.query('rollback')
  deps.onAhead(request, headSeq)
  return { kind: 'ahead', headSeq }
}

/** The answers that leave the record as it is; null: the command is to be recorded now. */
async function answerWithoutWriting(
  { reference }: AppendDeps,
  client: Client,
  request: AppendRequest,
  { kind, head, reading }: Locked,
  looksAtFacts: boolean,
): Promise<AppendResult | null> {
  const { caseId, afterSeq } = request
  if (isReused(request, reading)) return { kind: 'reused' }
  const missed = head.seq > afterSeq ? await missedEvents(client, caseId, afterSeq) : []
  const naming = missed?.length ? await namesNow(client, caseId, { kind, head, reading }) : {}
  if (reading.decided) return { kind: 'known', outcome: reading.decided.outcome, missed, ...naming }
  if (missed === null || missed.length > 0) return { kind: 'behind', missed, ...naming }
  if (hasNoEffect(request, reading)) return { kind: 'nothingToDo' }
  if (reading.hasEarlierPending) return { kind: 'requestsUnderWay' }
  const facts = looksAtFacts ? await movedFacts(client, reference, request, { kind, reading }) : null
  return facts && { kind: 'factsMoved', facts }
}

/** Names of the organisations that the case shows after the events that its workflow missed. */
async function namesNow(client: Client, caseId: CaseId, { kind, head, reading }: Locked): Promise<Naming> {
  const { state } = await currentFold(client, { kind, caseId }, head, reading)
  return namesShown(client, kind, state)
}

/** Bytes of events in one answer at most: the answer is stored in the workflow's history. */
const MISSED_BYTES_MAX = 1_000_000

/** Null: too many; the workflow then loads the whole case. */
async function missedEvents(client: Client, caseId: CaseId, afterSeq: number): Promise<Recorded[] | null> {
  const missed = await eventsAfter(client, caseId, afterSeq)
  return Buffer.byteLength(JSON.stringify(missed)) > MISSED_BYTES_MAX ? null : missed
}

async function record(
  deps: AppendDeps,
  client: Client,
  request: AppendRequest,
  { kind, head, reading }: Locked,
): Promise<AppendResult> {
  const { caseId, at, actor, command } = request
  const { outcome, events } = storable(outcomeOf(request, head.seq))
  const isReplanned = command.action === 'factsChanged'
  const before =
    events.length > 0 || isReplanned ? await currentFold(client, { kind, caseId }, head, reading) : null
  const decided = {
    ...{ caseId, actor, at, outcome, events },
    command,
    recordedReal: reading.now,
  }
  const fold = before && { before, after: project(kind, before, events) }
  const planned =
    fold && isReplanned
      ? await replannedStatement(client, deps.reference, {
          ...{ kind, caseId, now: at, versions: reading },
          state: fold.after.state,
        })
      : await plannedStatement(client, deps.reference, { kind, caseId, events })
  const { notices, naming } = await writeAndCommit(client, head, decided, {
    planned,
    // Without an event there is nothing to project.
    fold: events.length > 0 ? fold : null,
    hasWebhook: deps.hasWebhook,
  })
  if (notices > 0 || planned) deps.wakeOutbox()
  return { kind: 'recorded', outcome, events, ...naming }
}

function outcomeOf(
  { at, actor, command, decision }: AppendRequest,
  headSeq: number,
): { outcome: Outcome; events: Recorded[] } {
  if ('refusal' in decision) return { outcome: { status: 'refused', refusal: decision.refusal }, events: [] }
  const events = decision.events.map((event, index) => {
    return { seq: headSeq + 1 + index, at, by: actor, commandId: command.id, event }
  })
  const types = decision.events.map(({ type }) => type)
  return { outcome: { status: 'applied', seq: headSeq + events.length, events: types }, events }
}
