/**
 * Brings stored requests to their cases: in line per case, a few at once over all instances, sent again with the
 * same id as long as the outcome is unknown and there is time.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { CaseSlots, Slot } from '#db/intake/case-slots.ts'
import { findCase, findOwner } from '#db/intake/cases.ts'
import type { DecidedActs } from '#db/intake/decided-acts.ts'
import { findHold } from '#db/intake/holds.ts'
import { refuseUndelivered } from '#db/intake/refusals.ts'
import { findDecided, releaseRequest, settleRequest } from '#db/intake/requests.ts'
import { wordsIn } from '#domain/case/kind.ts'
import type { Unmet } from '#domain/case/refusal.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { OwnerName } from '#wire/case-start.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import { signalCase } from '#wire/signal-case.ts'
import { catchUpSignal } from '#workflows/messages.ts'
import type { AnsweredActs } from './answered.ts'
import type { Ticket } from './case-queue.ts'
import { type Attempt, attempt, type Delivery } from './send.ts'

/** How long a caller waits for the outcome. */
export const PATIENCE_MS = 10_000
/** A single attempt: long enough for a busy case, short enough to send again when an answer got lost. */
const ATTEMPT_MS = 5_000
const ASK_AGAIN_MS = 15
const BACKOFF_MS = [30, 60, 120, 250, 500, 1_000] as const

export type Reservation = Promise<Slot | undefined>

export interface CourierParts {
  pool: Pool
  kinds: Kinds
  temporal: Client
  slots: CaseSlots
  answered: Pick<AnsweredActs, 'note'>
  decided: Pick<DecidedActs, 'heard' | 'forget'>
  log: (message: string, fields: object) => void
  /** The engine says that an act was decided, and the record does not have it. */
  onUntrue: (envelope: ActEnvelope) => void
}

/** A delivery with what the record itself said of it meanwhile. */
interface Errand extends Delivery {
  heard: Outcome | null
}

interface UnderWay {
  outcome: Promise<Outcome | undefined>
  /** The workflow has answered, too. */
  end: Promise<unknown>
}

export class Courier {
  private readonly parts: CourierParts
  private readonly underWay = new Map<CommandId, UnderWay>()
  private readonly asking = new Map<CaseId, Promise<void>>()

  constructor(parts: CourierParts) {
    this.parts = parts
  }

  /** Asks for a place while the request is still being stored, if it is its turn; undefined: ask again later. */
  reserve(caseId: CaseId, { isFirst }: Ticket): Reservation {
    return isFirst ? this.parts.slots.take(caseId).catch(() => undefined) : Promise.resolve(undefined)
  }

  /**
   * The outcome as soon as the record has committed it, or undefined when nobody knew it in time. The act is under
   * way until its workflow has answered as well. The same act asked for twice is sent once.
   */
  deliver(delivery: Delivery, ticket: Ticket, untilMs: number, reserved?: Reservation) {
    const { decided, log } = this.parts
    const { commandId, case: caseId } = delivery.envelope
    const known = this.underWay.get(commandId)
    if (known) {
      leave(ticket, reserved)
      return known.outcome
    }
    const errand: Errand = { ...delivery, heard: null }
    const heard = decided.heard(commandId).then((outcome) => {
      errand.heard = outcome
      return outcome
    })
    const brought = this.bring(errand, ticket, untilMs, reserved).finally(() => {
      decided.forget(commandId)
      this.underWay.delete(commandId)
    })
    const end = brought.catch((error: unknown) =>
      log('an act was not brought to its end', { commandId, caseId, error }),
    )
    const outcome = Promise.race([heard, brought])
    this.underWay.set(commandId, { outcome, end })
    return outcome
  }

  /** Everything that is being sent just now has come to its end. */
  async settled(): Promise<void> {
    await Promise.all([...this.underWay.values()].map(({ end }) => end))
  }

  private async bring(
    errand: Errand,
    ticket: Ticket,
    untilMs: number,
    reserved?: Reservation,
  ): Promise<Outcome | undefined> {
    const { pool, answered } = this.parts
    const { commandId, case: caseId } = errand.envelope
    let slot: Slot | undefined
    try {
      slot = await reservedBy(untilMs, reserved)
      if (!slot && (await isInTime(ticket.turn, untilMs))) slot = await this.place(caseId, untilMs)
      const outcome = slot && (await this.insist(errand, untilMs))
      if (!outcome) await releaseRequest(pool, commandId)
      // What was applied the record has noted itself.
      if (outcome?.status === 'refused') await settleRequest(pool, commandId, outcome)
      if (outcome?.status === 'applied') answered.note(commandId)
      return outcome
    } finally {
      leave(ticket, Promise.resolve(slot))
    }
  }

  /** A place among all instances. One act per case asks for it at a time; the others wait behind it. */
  private place(caseId: CaseId, untilMs: number): Promise<Slot | undefined> {
    const before = this.asking.get(caseId) ?? Promise.resolve()
    const slot = before.then(() => this.askForPlace(caseId, untilMs))
    const over = slot.then(
      () => undefined,
      () => undefined,
    )
    this.asking.set(caseId, over)
    void over.then(() => {
      if (this.asking.get(caseId) === over) this.asking.delete(caseId)
    })
    return slot
  }

  /** Only other instances can make it wait here, and they give no sign when a place gets free. */
  private async askForPlace(caseId: CaseId, untilMs: number): Promise<Slot | undefined> {
    while (Date.now() < untilMs) {
      const slot = await this.parts.slots.take(caseId)
      if (slot) return slot
      await sleep(ASK_AGAIN_MS + randomInt(ASK_AGAIN_MS))
    }
    return undefined
  }

  /** Sends the act until the record has its outcome. What the workflow answers is only a sign that it may. */
  private async insist(errand: Errand, untilMs: number): Promise<Outcome | undefined> {
    const { temporal, kinds, log } = this.parts
    const { commandId, case: caseId } = errand.envelope
    let [starts, updateId] = [errand.starts, String(commandId)]
    for (let tries = 0; Date.now() < untilMs; tries += 1) {
      const attemptUntilMs = Math.min(untilMs, Date.now() + ATTEMPT_MS)
      const owner = starts ? await this.ownerOf(errand) : undefined
      const result = await attempt(
        { temporal, kinds },
        { ...errand, starts, owner },
        { updateId, untilMs: attemptUntilMs },
      )
      const outcome = errand.heard ?? (await this.outcomeOf(result, errand))
      if (outcome) return outcome
      log('sending an act again', {
        commandId,
        caseId,
        tries,
        why: 'why' in result ? result.why : result.kind,
      })
      starts ||= result.kind === 'gone'
      if (result.kind === 'answered') {
        // A workflow that knows more than a restored record, or somebody else's worker. An id that was answered once
        // gets the same answer for ever, even from a run that has ended.
        this.parts.onUntrue(errand.envelope)
        updateId = `${commandId}~${randomUUID()}`
        await signalCase(temporal, caseId, { name: catchUpSignal.name }).catch(() => false)
      }
      await backOff(tries, untilMs)
    }
    return undefined
  }

  /** No act waits for a name. */
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
    // Without a workflow: over for good, held by the operators, or to be hosted by this act.
    const hold = await findHold(pool, envelope.case)
    if (hold) return this.refuse(delivery, { code: 'caseHeld', params: { ...hold } })
    const found = await findCase(pool, envelope.case)
    if (!found || found.isOpen) return undefined
    const { en: status } = wordsIn(kinds.of(envelope.case).statuses, found.status)
    return this.refuse(delivery, { code: 'notNow', params: { status } })
  }

  /** Ends an act that no case will decide. */
  private refuse({ envelope, hint }: Delivery, unmet: Unmet): Promise<Outcome> {
    const { case: caseId, commandId, action, issuedAt: at, contentHash } = envelope
    const attempt = { caseId, commandId, action, actor: hint.actor, at, contentHash }
    return refuseUndelivered(this.parts.pool, { ...attempt, refusal: { unmet: [unmet] } })
  }
}

/** Gives back what was taken, the place before the turn, and after what the caller waits for has been sent. */
export function leave(ticket: Ticket, reserved?: Reservation): void {
  setImmediate(async () => {
    const slot = await reservedBy(Date.now() + ATTEMPT_MS, reserved)
    await slot?.release()
    ticket.leave()
  })
}

/** Nobody waits longer for a place that was asked for ahead; one that comes late is given back at once. */
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
