import type { DueNotice } from '#db/outbox.ts'
import { stillHolds } from '#domain/engine/deadline-notices.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { stillAwaits } from '#domain/tasks/awaited-signatures.ts'
import { stillWaiting } from '#domain/tasks/unattended.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'

/**
 * Whether a notice waited too long, because a mail server was down or because its recipient wanted no notices at night: it is no
 * longer true, or the last day of its recipient, or of the person whom the recipient represents, is over.
 */
export function isOutdated(
  kinds: Kinds,
  { state, person, payload, leftOn }: DueNotice,
  on: PlainDate,
): boolean {
  const { event, deadline, signature, unattended, inSteadOf } = payload
  if (leftOn !== null && leftOn < on) return true
  const kind = kinds.find(payload.caseId)
  if (!state || !kind) return false
  const of = { kind, state }
  if (unattended) return !stillWaiting(of, unattended)
  if (signature) return !stillAwaits(of, signature, inSteadOf ?? person?.id ?? null)
  if (!deadline || (event !== 'deadlineNear' && event !== 'deadlineEscalated')) return false
  return !stillHolds(of, { event, deadline })
}
