/** An act past the API, as integrators send it: one envelope, by Temporal Update or Signal. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { detachProse } from '#api/acts/content.ts'
import type { Pool } from '#db/connect.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { bodyShapeOf } from '#domain/case/kind.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CommandId } from '#domain/values/ids.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { ActEnvelope } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import { actSignal, actUpdate, REFUSED } from '#workflows/messages.ts'
import type { RehearsalHost } from '../rehearsal-host.ts'

interface Parts {
  temporal: Client
  pool: Pool
  kinds: Kinds
}
type Act = Parameters<RehearsalHost['sendDirectly']>[1]

const PATIENCE_MS = 15_000

export async function sendDirectly(parts: Parts, route: 'update' | 'signal', act: Act): Promise<Outcome> {
  const envelope = await envelopeOf(parts, act)
  const handle = parts.temporal.workflow.getHandle(envelope.case)
  if (route === 'update') {
    const options = { updateId: envelope.commandId, args: [envelope] as [ActEnvelope] }
    return handle.executeUpdate(actUpdate, options).catch(refusalOf)
  }
  await handle.signal(actSignal, envelope)
  return outcomeOf(parts.pool, envelope.commandId)
}

async function envelopeOf({ pool, kinds }: Parts, { doer, caseId, verb, body }: Act): Promise<ActEnvelope> {
  // Texts stay in PostgreSQL; an integrator, too, sends their digests.
  const { body: content } = detachProse(bodyShapeOf(kinds.of(caseId), verb), body)
  return {
    commandId: randomUUID() as CommandId,
    action: verb,
    actor: doer.person,
    role: (doer.actingFor ?? doer).role,
    org: (doer.actingFor ?? doer).org,
    ...(doer.actingFor ? { actingFor: doer.actingFor.person } : {}),
    case: caseId,
    round: null,
    contentHash: contentHash(content),
    issuedAt: businessNow(await readOffset(pool)),
    body: content,
  }
}

function refusalOf(error: unknown): Outcome {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) throw error
  const [refusal] = cause.details as [Refusal]
  return { status: 'refused', refusal }
}

/** A signal is not answered; its outcome is on record. */
async function outcomeOf(pool: Pool, commandId: CommandId): Promise<Outcome> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const { rows } = await pool.query<{ outcome: Outcome }>(
      'select outcome from command where command_id = $1',
      [commandId],
    )
    if (rows[0]) return rows[0].outcome
    await sleep(20)
  }
  throw new Error(`no outcome of the signalled act ${commandId}`)
}
