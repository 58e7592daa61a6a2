/** Refusals that only the record can give, whatever the workflow decided. */
import type { Reading } from '#db/record/reading.ts'
import type { Refusal } from '#domain/refusal.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { AppendRequest } from './record.ts'

/** After this an undelivered request is refused; shown in the refusal when the API did not say so itself. */
const EXPIRY_MINUTES = 30

/** Null: the workflow's own decision stands. */
export function overruling(
  { command, clockOffsetMs }: AppendRequest,
  reading: Reading,
  isRehearsal: boolean,
): Refusal | null {
  // Whoever starts a case past the API chooses its offset: where people really decide there is none.
  if (clockOffsetMs !== 0 && !isRehearsal) return { unmet: [{ code: 'clockOffsetRefused' }] }
  if (reading.requestState === 'expired') return expired(reading)
  // The hash is what a signature covers: an act whose content is not what was hashed is nobody's act.
  const mismatch = command.act && contentHash(command.act.body) !== command.act.contentHash
  return mismatch ? { unmet: [{ code: 'contentHashMismatch' }] } : null
}

/** Its sender was told that it expired: it must never be applied later, unseen. */
function expired({ requestOutcome }: Reading): Refusal {
  if (requestOutcome?.status === 'refused') return requestOutcome.refusal
  return { unmet: [{ code: 'expired', params: { minutes: EXPIRY_MINUTES } }] }
}
