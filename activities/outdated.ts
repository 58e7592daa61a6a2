import type { DueNotice } from '#db/outbox.ts'
import { stillHolds } from '#domain/project/deadline-notices.ts'
import { stillAwaits } from '#domain/tasks/awaited-signatures.ts'

/** Whether it waited too long to be true: for a mail server that was down, or for its recipient's morning. */
export function isOutdated({ state, person, payload }: DueNotice): boolean {
  const { event, deadline, signature, inSteadOf } = payload
  if (!state) return false
  if (signature) return !stillAwaits(state, signature, inSteadOf ?? person?.id ?? null)
  if (!deadline || (event !== 'deadlineNear' && event !== 'deadlineEscalated')) return false
  return !stillHolds(state, { event, deadline })
}
