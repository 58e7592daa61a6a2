/** From a checked message to its outcome: refuses what is never possible, stores the request, and dispatches it to the case. */
import type { DraftVersion } from '#db/intake/drafts.ts'
import { findHold } from '#db/intake/holds.ts'
import { recordEarlyRefusal } from '#db/intake/refusals.ts'
import { findRequest, type StoredRequest, storeRequest } from '#db/intake/requests.ts'
import { uuidv7 } from '#db/intake/uuidv7.ts'
import { actionOf, bodyShapeOf } from '#domain/case/kind.ts'
import { namedIn } from '#domain/case/references.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { ROLES } from '#domain/values/directory.ts'
import { type CaseId, type CommandId, caseIdOf, ownIdOf, partsOf } from '#domain/values/ids.ts'
import { canonicalJson, contentHash, sha256 } from '#wire/content-hash.ts'
import { type ActEnvelope, type ActHint, hintOf } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import type { Caller } from '../auth/caller.ts'
import { draftConflict } from '../drafts/conflict.ts'
import { namedBy, unknownInAct } from '../input/references.ts'
import { invalid, later, notFound, Problem, refused } from '../problem.ts'
import { viewerOf } from '../reads/viewer.ts'
import type { Services } from '../services.ts'
import { isUnavailable } from '../unavailable.ts'
import type { Ticket } from './case-queue.ts'
import { detachProse, holdsClassified } from './content.ts'
import { leave, type Reservation, WAIT_FOR_OUTCOME_MS } from './dispatcher.ts'

export interface WantedAct {
  kind: Kind
  verb: string
  body: unknown
  /** Null: the act opens a case whose id is chosen when the request is new. */
  caseId: CaseId | null
  round: number | null
  idempotencyKey: string
  /** The act may open the case. */
  opens: boolean
  /** The draft that is submitted; the act is performed only if the draft still has this version. */
  draft?: DraftVersion
}

export interface Performed {
  commandId: CommandId
  caseId: CaseId
  /** Undefined: not known yet. The act will be applied, refused or expire, and its outcome can be read later. */
  outcome: Extract<Outcome, { status: 'applied' }> | undefined
}

/** Contains the person, so that two people may use the same key. */
export const commandIdOf = (person: string, key: string): CommandId =>
  sha256(`${person}\n${key}`) as CommandId

export async function perform(services: Services, caller: Caller, act: WantedAct): Promise<Performed> {
  const untilMs = Date.now() + WAIT_FOR_OUTCOME_MS
  const commandId = commandIdOf(caller.actor.person, act.idempotencyKey)
  const bodyHash = sha256(canonicalJson([act.verb, act.caseId && ownIdOf(act.caseId), act.round, act.body]))
  const said = { shape: bodyShapeOf(act.kind, act.verb), body: act.body, caseId: act.caseId }
  const asked = { services, caller, act, commandId }
  await assertPossible(asked)
  const ids = namedIn(said.shape, said.body)
  const named = await namedBy(services, caller, { ids, caseId: act.caseId })
  const hint: ActHint = { actor: caller.actor, named: hintOf(named) }
  const attempt: Attempt = { ...asked, bodyHash, untilMs, hint }
  const unknown = await unknownInAct(services, caller, said, named)
  // A request that was accepted before keeps its answer, even if the directory has changed.
  if (unknown.length > 0) return resume(attempt, { whyNotNew: () => invalid(unknown) })
  const queueKey = act.caseId ?? commandId
  // A repeated request needs no place in the queue.
  if (services.queue.isFull(queueKey)) return resume(attempt, { whyNotNew: () => later('rate-limited', 2) })
  return storeAndDeliver(attempt, services.queue.join(queueKey))
}

/** Most acts are new, so the request is stored at once; storing fails if it exists already or the case is not visible. */
async function storeAndDeliver(attempt: Attempt, ticket: Ticket): Promise<Performed> {
  const { dispatcher } = attempt.services
  const { envelope, prose } = envelopeOf(attempt)
  const reserved = dispatcher.reserve(envelope.case, ticket)
  let isNew = false
  try {
    isNew = await store(attempt, envelope, prose)
  } finally {
    if (!isNew) leave(ticket, reserved)
  }
  if (!isNew) return resume(attempt)
  return deliver(attempt, ticket, { envelope, hint: attempt.hint }, reserved)
}

interface Asked {
  services: Services
  caller: Caller
  act: WantedAct
  commandId: CommandId
}

interface Attempt extends Asked {
  bodyHash: string
  untilMs: number
  hint: ActHint
}

/** Refuses what the message itself or the actor's role rules out. The refusal is recorded. */
async function assertPossible(attempt: Asked): Promise<void> {
  const { services, caller, act, commandId } = attempt
  const { kind, verb, body, caseId } = act
  const { actor, now } = caller
  const refusal: Refusal | null = holdsClassified(body)
    ? { unmet: [{ code: 'classifiedContent' }] }
    : actionOf(kind, verb).roles.includes(actor.role)
      ? null
      : { unmet: [{ code: 'roleMayNot', params: { role: ROLES[actor.role] } }] }
  if (!refusal) return
  await mustSee(attempt)
  await recordEarlyRefusal(services.pool, { actor, action: verb, commandId, caseId, refusal, at: now })
  throw refused(refusal, commandId)
}

/** A case outside the actor's scope is answered, and recorded, as if it did not exist. */
async function mustSee({ services, caller, act }: Asked): Promise<void> {
  const { caseId } = act
  if (act.opens || caseId === null) return
  if (await services.views.sees(caseId, viewerOf(caller))) return
  const { actor, now: at } = caller
  const refusal: Refusal = { unmet: [{ code: 'outOfScope' }] }
  const refused = { actor, action: act.verb, commandId: null, caseId: null, target: caseId, refusal, at }
  await recordEarlyRefusal(services.pool, refused)
  throw notFound()
}

function envelopeOf({ caller: { actor, now }, act, commandId }: Attempt) {
  const { body, prose } = detachProse(bodyShapeOf(act.kind, act.verb), act.body)
  const envelope: ActEnvelope = {
    commandId,
    action: act.verb,
    actor: actor.person,
    role: actor.role,
    org: actor.org,
    case: act.caseId ?? caseIdOf(act.kind.name, uuidv7()),
    round: act.round,
    contentHash: contentHash(body),
    issuedAt: now,
    body,
    ...(actor.actingFor ? { actingFor: actor.actingFor.person } : {}),
  }
  return { envelope, prose }
}

function store(attempt: Attempt, envelope: ActEnvelope, prose: Map<string, string>): Promise<boolean> {
  const { services, caller, act, bodyHash, hint } = attempt
  return storeRequest(services.pool, {
    envelope,
    prose,
    bodyHash,
    hint,
    receivedAt: caller.now,
    idempotencyKey: act.idempotencyKey,
    instance: services.instance,
    seenBy: act.opens ? null : viewerOf(caller),
    ...(act.draft ? { draft: act.draft } : {}),
  })
}

/**
 * The request was not stored. Either the key was used before: then the earlier outcome is returned, or waited for. Or a new request is
 * refused: `whyNotNew` throws the reason.
 */
async function resume(
  attempt: Attempt,
  { whyNotNew }: { whyNotNew?: () => Problem } = {},
): Promise<Performed> {
  const { services, commandId } = attempt
  await mustSee(attempt)
  const known = await findRequest(services.pool, commandId)
  if (!known && whyNotNew) throw whyNotNew()
  if (!known && attempt.act.draft) throw await draftConflict(services, attempt.caller, attempt.act.draft.id)
  if (!known) await mustNotBeHeld(attempt)
  if (!known) throw new Error(`request ${commandId} exists and does not`)
  const { bodyHash, envelope, hint, outcome } = known
  const isSame = bodyHash === attempt.bodyHash && partsOf(envelope.case)?.kind === attempt.act.kind.name
  if (!isSame) throw new Problem('idempotency-mismatch')
  if (outcome) return answer(envelope, outcome)
  return deliver(attempt, services.queue.join(envelope.case), { envelope, hint })
}

/** The earlier answer to this key, without doing anything; undefined: the key is new, or was used for another case. */
export async function answeredBefore(
  services: Services,
  caller: Caller,
  { caseId, idempotencyKey }: { caseId: CaseId; idempotencyKey: string },
): Promise<Performed | undefined> {
  const known = await findRequest(services.pool, commandIdOf(caller.actor.person, idempotencyKey))
  if (known?.envelope.case !== caseId) return undefined
  return answer(known.envelope, known.outcome ?? undefined)
}

/** Refuses the act if operators hold the case. The refusal is recorded. */
async function mustNotBeHeld({ services: { pool }, caller, act, commandId }: Attempt): Promise<void> {
  const { caseId } = act
  const hold = caseId && (await findHold(pool, caseId))
  if (!hold) return
  const refusal: Refusal = { unmet: [{ code: 'caseHeld', params: { ...hold } }] }
  const { actor, now: at } = caller
  await recordEarlyRefusal(pool, { actor, action: act.verb, commandId: null, caseId, refusal, at })
  throw refused(refusal, commandId)
}

async function deliver(
  { services, act, untilMs }: Attempt,
  ticket: Ticket,
  message: Pick<StoredRequest, 'envelope' | 'hint'>,
  reserved?: Reservation,
): Promise<Performed> {
  const outcome = await services.dispatcher
    .deliver({ ...message, starts: act.opens }, ticket, untilMs, reserved)
    // The request is stored, so it will be delivered even if this process fails now.
    .catch((error: unknown) => {
      if (!isUnavailable(error)) throw error
      return undefined
    })
  return answer(message.envelope, outcome)
}

function answer(envelope: ActEnvelope, outcome: Outcome | undefined): Performed {
  const { commandId } = envelope
  if (outcome?.status === 'refused') throw refused(outcome.refusal, commandId)
  return { commandId, caseId: envelope.case, outcome }
}
