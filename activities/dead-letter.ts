/** Stores messages that cannot be processed, each once, for operators. */
import { ApplicationFailure } from '@temporalio/common'
import type { Pool } from '#db/connect.ts'
import { addDeadLetters, type NewDeadLetter } from '#db/dead-letters.ts'
import { isPermanent } from '#db/permanent-errors.ts'
import { storable } from '#db/storable.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { isUndecodable } from '#wire/undecodable.ts'

const PAYLOAD_BYTES_MAX = 8_192
const TEXT_LENGTH_MAX = 1_000

export interface DeadLetter {
  caseId: CaseId
  kind: string
  name: string
  reason: string
  payload: unknown
  /** The same for the same message, also when its workflow task is retried. */
  effectKey: string
  /** Business time. */
  at: Instant
}

export const createRecordDeadLetters =
  (pool: Pool, onDeadLetter: (letter: DeadLetter) => void) =>
  async (letters: readonly DeadLetter[]): Promise<void> => {
    const added = await addDeadLetters(pool, storable(letters.map(rowOf))).catch((error: unknown) => {
      // The case waits for this call: a permanent error must not be retried.
      throw isPermanent(error) ? ApplicationFailure.nonRetryable(String(error)) : error
    })
    for (const letter of letters) if (added.includes(letter.effectKey)) onDeadLetter(letter)
  }

function rowOf({ name, payload, ...rest }: DeadLetter): NewDeadLetter {
  const isClassified = CLASSIFIED.test(readable(payload))
  const reason = isClassified ? `${NOT_KEPT} (${rest.reason})` : rest.reason
  const kept = isClassified ? '' : cut(JSON.stringify(payload) ?? 'null')
  return { ...rest, name: short(name), reason: short(reason), payload: kept }
}

/**
 * The sender declares classified content, at any depth, or in a text that is JSON itself. Nothing of such a message is
 * stored.
 */
const CLASSIFIED = /containsClassifiedContent(?:\\[nrt]|[^A-Za-z0-9]){0,40}true/
const NOT_KEPT = 'content not kept: it declares classified content'

const short = (text: string): string => text.slice(0, TEXT_LENGTH_MAX)

/** As JSON, with undecodable payloads shown as text. The mark of an undecodable value may be forged. */
const readable = (payload: unknown): string =>
  JSON.stringify(payload, (_key, value: unknown) =>
    isUndecodable(value) && typeof value.head === 'string'
      ? { ...value, head: Buffer.from(value.head, 'base64').toString('latin1') }
      : value,
  ) ?? 'null'

function cut(content: string): string {
  const bytes = Buffer.from(content)
  if (bytes.length <= PAYLOAD_BYTES_MAX) return bytes.toString()
  // A character that was cut in two becomes a replacement character: remove it.
  return `${bytes
    .subarray(0, PAYLOAD_BYTES_MAX)
    .toString()
    .replace(/\ufffd$/, '')}…`
}
