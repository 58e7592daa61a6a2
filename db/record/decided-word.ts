/** What the record says to whoever waits for an act that came as a request: it is applied, and committed. */
import type { CommandId } from '#domain/values/ids.ts'
import type { Outcome } from '#wire/record.ts'

export const DECIDED_CHANNEL = 'tongchou_decided'

export interface DecidedWord {
  commandId: CommandId
  outcome: Outcome
}

/** PostgreSQL refuses words of 8,000 bytes and more, with the whole transaction. */
const BYTES_MAX = 7_000

/** Null: nothing is said. Refusals may be long, and their senders are in no such hurry. */
export function decidedWord(commandId: CommandId, outcome: Outcome): string | null {
  if (outcome.status !== 'applied') return null
  const word = JSON.stringify({ commandId, outcome } satisfies DecidedWord)
  return Buffer.byteLength(word) <= BYTES_MAX ? word : null
}
