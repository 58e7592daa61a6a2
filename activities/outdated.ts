import type { DueNotice } from '#db/outbox.ts'
import { stillHolds } from '#domain/project/deadline-notices.ts'

/** Whether a warning waited too long: for a mail server that was down, or for its recipient's morning. */
export function isOutdated({ state, payload: { event, deadline } }: DueNotice): boolean {
  if (!state || !deadline || (event !== 'deadlineNear' && event !== 'deadlineEscalated')) return false
  return !stillHolds(state, { event, deadline })
}
