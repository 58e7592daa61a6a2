/** Nobody's request is forgotten: what has no outcome is sent again by any instance, and refused when too old. */
import type { Pool } from '#db/connect.ts'
import { refuseUndelivered } from '#db/intake/refusals.ts'
import {
  adoptOutcomes,
  expireRequest,
  findOverdue,
  takeUndelivered,
  type Undelivered,
} from '#db/intake/undelivered.ts'
import { EXPIRES_AFTER_MINUTES } from '#domain/project/expiry.ts'
import type { Services } from '../services.ts'
import { PATIENCE_MS } from './courier.ts'

const EVERY_MS = 5_000
const AT_ONCE = 32

export interface Redriver {
  /** One round; for tests, too. */
  round(): Promise<void>
  stop(): Promise<void>
}

export function startRedriver(services: Services): Redriver {
  let running: Promise<void> | undefined
  const round = (): Promise<void> => {
    running ??= redrive(services)
      .catch((error: unknown) => services.log.error({ err: error }, 're-driving requests failed'))
      .finally(() => {
        running = undefined
      })
    return running
  }
  const timer = setInterval(() => void round(), EVERY_MS)
  timer.unref()
  return {
    round,
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function redrive(services: Services): Promise<void> {
  const { pool } = services
  await adoptOutcomes(pool)
  await expireOverdue(pool)
  const waiting = await takeUndelivered(pool, services.instance, AT_ONCE)
  if (waiting.length === 0) return
  // Each on its own: a full line or a lost connection keeps one request waiting, not the others.
  await Promise.allSettled(waiting.map((request) => deliverAgain(services, request)))
}

async function expireOverdue(pool: Pool): Promise<void> {
  for (const { caseId, commandId, envelope } of await findOverdue(pool, EXPIRES_AFTER_MINUTES)) {
    const { action, actor, role, org, issuedAt, contentHash } = envelope
    const outcome = await refuseUndelivered(pool, {
      caseId,
      commandId,
      action,
      actor: { kind: 'person', person: actor, role, org, orgPath: [org], isLeader: false },
      refusal: { unmet: [{ code: 'expired', params: { minutes: EXPIRES_AFTER_MINUTES } }] },
      at: issuedAt,
      contentHash,
    })
    await expireRequest(pool, commandId, outcome)
  }
}

async function deliverAgain(
  { queue, courier, log }: Services,
  { envelope, hint, isOpened }: Undelivered,
): Promise<void> {
  const ticket = queue.join(envelope.case)
  const starts = !isOpened && envelope.action === 'submitStage'
  const untilMs = Date.now() + PATIENCE_MS
  const outcome = await courier.deliver({ envelope, hint, starts }, ticket, untilMs)
  const { commandId, case: caseId } = envelope
  log.info({ commandId, caseId, outcome: outcome?.status ?? 'unknown' }, 'request sent again')
}
