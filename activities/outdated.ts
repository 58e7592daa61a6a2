import type { DueNotice } from '#db/outbox.ts'
import { stillHolds } from '#domain/project/deadline-notices.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { stillAwaits } from '#domain/tasks/awaited-signatures.ts'
import { stillWaiting } from '#domain/tasks/unattended.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'

/**
 * Whether it waited too long: for a mail server that was down, or for its recipient's morning. It is no longer true, or the last
 * day of its recipient is over, who has no part in it any more; nor have those who stood in for them.
 */
export function isOutdated({ state, person, payload, leftOn }: DueNotice, on: PlainDate): boolean {
  const { event, deadline, signature, unattended, inSteadOf } = payload
  if (leftOn !== null && leftOn < on) return true
  if (!state) return false
  if (unattended) return !stillWaiting({ kind: PROJECT, state }, unattended)
  if (signature) return !stillAwaits({ kind: PROJECT, state }, signature, inSteadOf ?? person?.id ?? null)
  if (!deadline || (event !== 'deadlineNear' && event !== 'deadlineEscalated')) return false
  return !stillHolds(state, { event, deadline })
}
