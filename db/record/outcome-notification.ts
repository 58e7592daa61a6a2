/** The PostgreSQL notification (NOTIFY) that tells waiting API instances that an act was applied and committed. */
import type { CommandId } from '#domain/values/ids.ts'
import type { Outcome } from '#wire/record.ts'

export const OUTCOME_CHANNEL = 'tongchou_decided'

export interface OutcomeNotification {
  commandId: CommandId
  outcome: Outcome
}

/** PostgreSQL refuses a notification of 8,000 bytes or more, together with the whole transaction. */
const BYTES_MAX = 7_000

/** Null: no notification. Refusals may be long, and their senders can wait for the workflow's answer. */
export function outcomeNotification(commandId: CommandId, outcome: Outcome): string | null {
  if (outcome.status !== 'applied') return null
  const payload = JSON.stringify({ commandId, outcome } satisfies OutcomeNotification)
  return Buffer.byteLength(payload) <= BYTES_MAX ? payload : null
}
