/** From a checked message to its outcome: refuse early what can never be, store the request, bring it to the case. */
import type { Outcome } from '#activities/record.ts'
import { recordEarlyRefusal } from '#db/intake/refusals.ts'
import { findRequest, type StoredRequest, storeRequest } from '#db/intake/requests.ts'
import { type CaseId, type CommandId, type ProjectId, projectCaseId } from '#domain/ids.ts'
import { ACTIONS, BODIES, type Verb } from '#domain/project/actions.ts'
import type { Refusal } from '#domain/refusal.ts'
import { canonicalJson, contentHash, sha256 } from '#wire/content-hash.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { Caller } from '../auth/caller.ts'
import { Problem, refused } from '../problem.ts'
import type { Services } from '../services.ts'
import { isUnavailable } from '../unavailable.ts'
import type { Ticket } from './case-queue.ts'
import { detachProse, holdsClassified } from './content.ts'
import { PATIENCE_MS } from './courier.ts'

export interface WantedAct {
  verb: Verb
  body: unknown
  /** Null: the act opens a case whose id is chosen when the request is new. */
  projectId: ProjectId | null
  newProjectId: () => ProjectId
  round: number | null
  idempotencyKey: string
  /** It may bring the case to life. */
  opens: boolean
}

export interface Performed {
  commandId: CommandId
  projectId: ProjectId
  /** Undefined: not known yet; it will be applied, refused or expire, and can be asked for. */
  outcome: Extract<Outcome, { status: 'applied' }> | undefined
}

/** One actor's key never answers another's. */
export const commandIdOf = (person: string, key: string): CommandId =>
  sha256(`${person}\n${key}`) as CommandId

export async function perform(services: Services, caller: Caller, act: WantedAct): Promise<Performed> {
  const untilMs = Date.now() + PATIENCE_MS
  const commandId = commandIdOf(caller.actor.person, act.idempotencyKey)
  const bodyHash = sha256(canonicalJson([act.verb, act.projectId, act.round, act.body]))
  await assertPossible(services, caller, act, commandId)
  const attempt: Attempt = { services, caller, act, commandId, bodyHash, untilMs }
  const known = await findRequest(services.pool, commandId)
  if (known) return resume(attempt, known)
  const ticket = services.queue.join(act.projectId ?? commandId)
  let isHandedOn = false
  try {
    const { envelope, prose } = envelopeOf(attempt)
    const isNew = await store(attempt, envelope, prose)
    if (!isNew) return resume(attempt, await requestThatWon(services, commandId))
    isHandedOn = true
    return await deliver(attempt, ticket, { envelope, hint: { actor: caller.actor } })
  } finally {
    if (!isHandedOn) ticket.leave()
  }
}

interface Attempt {
  services: Services
  caller: Caller
  act: WantedAct
  commandId: CommandId
  bodyHash: string
  untilMs: number
}

/** What the message itself and the actor's role already rule out. Recorded, as every refusal is. */
async function assertPossible(
  services: Services,
  { actor, now }: Caller,
  { verb, body, projectId }: WantedAct,
  commandId: CommandId,
): Promise<void> {
  const refusal: Refusal | null = holdsClassified(body)
    ? { unmet: [{ code: 'classifiedContent' }] }
    : ACTIONS[verb].roles.includes(actor.role)
      ? null
      : { unmet: [{ code: 'roleMayNot', params: { role: actor.role } }] }
  if (!refusal) return
  const caseId: CaseId | null = projectId && projectCaseId(projectId)
  await recordEarlyRefusal(services.pool, { actor, action: verb, commandId, caseId, refusal, at: now })
  throw refused(refusal, commandId)
}

function envelopeOf({ caller: { actor, now }, act, commandId }: Attempt) {
  const { body, prose } = detachProse(BODIES[act.verb], act.body)
  const envelope: ActEnvelope = {
    commandId,
    action: act.verb,
    actor: actor.person,
    role: actor.role,
    org: actor.org,
    case: projectCaseId(act.projectId ?? act.newProjectId()),
    round: act.round,
    contentHash: contentHash(body),
    issuedAt: now,
    body,
  }
  return { envelope, prose }
}

function store(
  { services, caller, act, bodyHash }: Attempt,
  envelope: ActEnvelope,
  prose: Map<string, string>,
): Promise<boolean> {
  return storeRequest(services.pool, {
    envelope,
    prose,
    bodyHash,
    hint: { actor: caller.actor },
    receivedAt: caller.now,
    idempotencyKey: act.idempotencyKey,
    instance: services.instance,
  })
}

/** Two requests with one key at the same time: the other one was stored first. */
async function requestThatWon({ pool }: Services, commandId: CommandId): Promise<StoredRequest> {
  const winner = await findRequest(pool, commandId)
  if (!winner) throw new Error(`request ${commandId} exists and does not`)
  return winner
}

/** The same key again: the same outcome, or a further wait for it. */
async function resume(attempt: Attempt, { bodyHash, envelope, hint, outcome }: StoredRequest) {
  if (bodyHash !== attempt.bodyHash) throw new Problem('idempotency-mismatch')
  if (outcome) return answer(envelope, outcome)
  const ticket = attempt.services.queue.join(envelope.case)
  return deliver(attempt, ticket, { envelope, hint })
}

async function deliver(
  { services, caller, act, untilMs }: Attempt,
  ticket: Ticket,
  message: Pick<StoredRequest, 'envelope' | 'hint'>,
): Promise<Performed> {
  const opening = act.opens ? { clockOffsetMs: caller.offsetMs } : null
  const outcome = await services.courier
    .deliver({ ...message, opening }, ticket, untilMs)
    // The request is stored: whatever happens now, somebody will deliver it.
    .catch((error: unknown) => {
      if (!isUnavailable(error)) throw error
      return undefined
    })
  return answer(message.envelope, outcome)
}

function answer(envelope: ActEnvelope, outcome: Outcome | undefined): Performed {
  const { commandId } = envelope
  if (outcome?.status === 'refused') throw refused(outcome.refusal, commandId)
  return { commandId, projectId: envelope.case.slice('project/'.length) as ProjectId, outcome }
}
