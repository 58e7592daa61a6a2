/**
 * Dispatches stored requests to their cases. Requests of one case wait in a queue, and only a few are in flight at the same time over
 * all instances. A request is retried with the same id while its outcome is unknown and there is time.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { CaseSlots, Slot } from '#db/intake/case-slots.ts'
import { findOwner, findStatus } from '#db/intake/cases.ts'
import { findHold } from '#db/intake/holds.ts'
import type { OutcomeListener } from '#db/intake/outcome-listener.ts'
import { refuseUndelivered } from '#db/intake/refusals.ts'
import { findDecided, releaseRequest, settleRequest } from '#db/intake/requests.ts'
import { hasEnded, wordsIn } from '#domain/case/kind.ts'
import type { Unmet } from '#domain/case/refusal.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { OwnerName } from '#wire/case-start.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import { signalCase } from '#wire/signal-case.ts'
import { catchUpSignal } from '#workflows/messages.ts'
import type { AnsweredActs } from './answered-acts.ts'
import type { Ticket } from './case-queue.ts'
import { type Attempt, attempt, type Delivery } from './send.ts'

/** How long a caller waits for the outcome. */
export const WAIT_FOR_OUTCOME_MS = 10_000
/** For a single attempt: long enough for a busy case, short enough to retry soon when an answer was lost. */
const ATTEMPT_MS = 5_000
const RETRY_SLOT_MS = 15
const BACKOFF_MS = [30, 60, 120, 250, 500, 1_000] as const

export type Reservation = Promise<Slot | undefined>

export interface DispatcherParts {
  pool: Pool
  kinds: Kinds
  temporal: Client
  slots: CaseSlots
  answered: Pick<AnsweredActs, 'note'>
  outcomes: Pick<OutcomeListener, 'outcomeOf' | 'forget'>
  log: (message: string, fields: object) => void
  /** The workflow says that an act was decided, but the record does not have it. */
  onUntrue: (envelope: ActEnvelope) => void
}

/** A delivery, with the outcome if the record has announced it already. */
interface Dispatch extends Delivery {
  announced: Outcome | null
}

interface InFlight {
  outcome: Promise<Outcome | undefined>
  /** Resolves when the workflow has answered, too. */
  end: Promise<unknown>
}

export class Dispatcher {
  private readonly parts: DispatcherParts
  private readonly inFlight = new Map<CommandId, InFlight>()
  private readonly waitingForSlot = new Map<CaseId, Promise<void>>()

  constructor(parts: DispatcherParts) {
    this.parts = parts
  }

  /** Takes a slot while the request is still being stored, if it is first in the queue; undefined: take one later. */
  reserve(caseId: CaseId, { isFirst }: Ticket): Reservation {
    return isFirst ? this.parts.slots.take(caseId).catch(() => undefined) : Promise.resolve(undefined)
  }

  /**
   * Returns the outcome as soon as the record has committed it, or undefined when it was not known in time. The act stays in flight until
   * its workflow has answered, too. An act that is in flight already is not sent twice.
   */
  deliver(delivery: Delivery, ticket: Ticket, untilMs: number, reserved?: Reservation) {
    const { outcomes, log } = this.parts
    const { commandId, case: caseId } = delivery.envelope
    const known = this.inFlight.get(commandId)
    if (known) {
      leave(ticket, reserved)
      return known.outcome
    }
    const dispatch: Dispatch = { ...delivery, announced: null }
    const announced = outcomes.outcomeOf(commandId).then((outcome) => {
      dispatch.announced = outcome
      return outcome
    })
    const answered = this.dispatch(dispatch, ticket, untilMs, reserved).finally(() => {
      outcomes.forget(commandId)
      this.inFlight.delete(commandId)
    })
    const end = answered.catch((error: unknown) =>
      log('an act could not be dispatched', { commandId, caseId, error }),
    )
    const outcome = Promise.race([announced, answered])
    this.inFlight.set(commandId, { outcome, end })
    return outcome
  }

  /** Resolves when everything that is in flight now has ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.inFlight.values()].map(({ end }) => end))
  }

  private async dispatch(
    dispatch: Dispatch,
    ticket: Ticket,
    untilMs: number,
    reserved?: Reservation,
  ): Promise<Outcome | undefined> {
    const { pool, answered } = this.parts
    const { commandId, case: caseId } = dispatch.envelope
    let slot: Slot | undefined
    try {
      slot = await reservedBy(untilMs, reserved)
      if (!slot && (await isInTime(ticket.turn, untilMs))) slot = await this.slot(caseId, untilMs)
      const outcome = slot && (await this.attemptUntilKnown(dispatch, untilMs))
      if (!outcome) await releaseRequest(pool, commandId)
      // `append` has stored the outcome of an applied act itself.
      if (outcome?.status === 'refused') await settleRequest(pool, commandId, outcome)
      if (outcome?.status === 'applied') answered.note(commandId)
      return outcome
    } finally {
      leave(ticket, Promise.resolve(slot))
    }
  }

  /** A slot of the case. One act per case polls for it at a time; the others wait behind it. */
  private slot(caseId: CaseId, untilMs: number): Promise<Slot | undefined> {
    const before = this.waitingForSlot.get(caseId) ?? Promise.resolve()
    const slot = before.then(() => this.pollForSlot(caseId, untilMs))
    const over = slot.then(
      () => undefined,
      () => undefined,
    )
    this.waitingForSlot.set(caseId, over)
    void over.then(() => {
      if (this.waitingForSlot.get(caseId) === over) this.waitingForSlot.delete(caseId)
    })
    return slot
  }

  /** Only other instances can hold the slots, and they do not announce when one becomes free. */
  private async pollForSlot(caseId: CaseId, untilMs: number): Promise<Slot | undefined> {
    while (Date.now() < untilMs) {
      const slot = await this.parts.slots.take(caseId)
      if (slot) return slot
      await sleep(RETRY_SLOT_MS + randomInt(RETRY_SLOT_MS))
    }
    return undefined
  }

  /** Sends the act until the record has its outcome. The workflow's answer only means that it may have one. */
  private async attemptUntilKnown(dispatch: Dispatch, untilMs: number): Promise<Outcome | undefined> {
    const { temporal, kinds, log } = this.parts
    const { commandId, case: caseId } = dispatch.envelope
    let [starts, updateId] = [dispatch.starts, String(commandId)]
    for (let tries = 0; Date.now() < untilMs; tries += 1) {
      const attemptUntilMs = Math.min(untilMs, Date.now() + ATTEMPT_MS)
      const owner = starts ? await this.ownerOf(dispatch) : undefined
      const result = await attempt(
        { temporal, kinds },
        { ...dispatch, starts, owner },
        { updateId, untilMs: attemptUntilMs },
      )
      const outcome = dispatch.announced ?? (await this.outcomeOf(result, dispatch))
      if (outcome) return outcome
      log('sending an act again', {
        commandId,
        caseId,
        tries,
        why: 'why' in result ? result.why : result.kind,
      })
      starts ||= result.kind === 'gone'
      if (result.kind === 'answered') {
        // The record was restored to an earlier time, or a foreign worker answered. The server repeats the answer to an update id for ever,
        // even from a run that has ended, so the next attempt needs a new update id.
        this.parts.onUntrue(dispatch.envelope)
        updateId = `${commandId}~${randomUUID()}`
        await signalCase(temporal, caseId, { name: catchUpSignal.name }).catch(() => false)
      }
      await backOff(tries, untilMs)
    }
    return undefined
  }

  /** The name is for operators only, so an error is ignored. */
  private ownerOf({ envelope: { case: caseId, body }, hint }: Delivery): Promise<OwnerName | undefined> {
    const { pool, kinds } = this.parts
    const named = kinds.find(caseId)?.openedFor(body, hint.actor)
    return findOwner(pool, caseId, named).catch(() => undefined)
  }

  private async outcomeOf(result: Attempt, delivery: Delivery): Promise<Outcome | undefined> {
    const { pool, kinds } = this.parts
    const { envelope } = delivery
    const decided = await findDecided(pool, envelope)
    if (decided) return decided
    if (result.kind === 'malformed') {
      const params = { pointer: '/', problem: result.problem }
      return this.refuse(delivery, { code: 'malformed', params })
    }
    if (result.kind !== 'gone' || delivery.starts) return undefined
    // There is no workflow: the case has ended, or operators hold it, or it rests or was lost and this act must start it.
    const hold = await findHold(pool, envelope.case)
    if (hold) return this.refuse(delivery, { code: 'caseHeld', params: { ...hold } })
    const found = await findStatus(pool, envelope.case)
    const kind = kinds.of(envelope.case)
    if (found === undefined || !hasEnded(kind, found)) return undefined
    return this.refuse(delivery, { code: 'notNow', params: { status: wordsIn(kind.statuses, found) } })
  }

  /** Refuses an act that no case will decide. */
  private refuse({ envelope, hint }: Delivery, unmet: Unmet): Promise<Outcome> {
    const { case: caseId, commandId, action, issuedAt: at, contentHash } = envelope
    const attempt = { caseId, commandId, action, actor: hint.actor, at, contentHash }
    return refuseUndelivered(this.parts.pool, { ...attempt, refusal: { unmet: [unmet] } })
  }
}

/** Frees the slot, then the place in the queue. Runs after the caller's answer has been sent. */
export function leave(ticket: Ticket, reserved?: Reservation): void {
  setImmediate(async () => {
    const slot = await reservedBy(Date.now() + ATTEMPT_MS, reserved)
    await slot?.release()
    ticket.leave()
  })
}

/** The reserved slot, if it comes in time; a slot that comes later is freed at once. */
async function reservedBy(untilMs: number, reserved?: Reservation): Promise<Slot | undefined> {
  if (!reserved || (await isInTime(reserved, untilMs))) return reserved
  void reserved.then((late) => late?.release())
  return undefined
}

async function isInTime(turn: Promise<unknown>, untilMs: number): Promise<boolean> {
  const late = new AbortController()
  const timeout = sleep(Math.max(0, untilMs - Date.now()), false, { signal: late.signal }).catch(() => false)
  const first = await Promise.race([turn.then(() => true), timeout])
  late.abort()
  return first
}

async function backOff(tries: number, untilMs: number): Promise<void> {
  const step = BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)] ?? 1_000
  await sleep(Math.min(step + randomInt(step), Math.max(0, untilMs - Date.now())))
}
