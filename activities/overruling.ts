/** What only the record can say of a command, whatever the workflow decided. */
import { factsVersionOf } from '#db/record/facts.ts'
import type { Reading } from '#db/record/reading.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import { EXPIRES_AFTER_MINUTES } from '#domain/case/request-expiry.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { AppendRequest } from '#wire/record.ts'

/** Null: the workflow's own decision stands. */
export function overruling({ command: { act } }: AppendRequest, reading: Reading): Refusal | null {
  if (!act) return null
  if (reading.request?.state === 'expired') return expired(reading)
  if (reading.hold) return { unmet: [{ code: 'caseHeld', params: { ...reading.hold } }] }
  // The hash is what a signature covers: an act whose content is not what was hashed is nobody's act.
  return contentHash(act.body) === act.contentHash ? null : { unmet: [{ code: 'contentHashMismatch' }] }
}

/** Its sender was told that it expired: it must never be applied later, unseen. */
function expired({ request }: Reading): Refusal {
  if (request?.outcome?.status === 'refused') return request.outcome.refusal
  return { unmet: [{ code: 'expired', params: { minutes: EXPIRES_AFTER_MINUTES } }] }
}

/** The id belongs to another act: one that was decided, or one that the API promised to bring. */
export function isReused({ command }: AppendRequest, { decided, request }: Reading): boolean {
  const isSame = (other: { action: string; actor: string | null; contentHash: string | null }): boolean =>
    other.action === command.action &&
    other.actor === (command.act?.person ?? null) &&
    other.contentHash === (command.act?.contentHash ?? null)
  return (decided !== null && !isSame(decided)) || (request !== null && !isSame(request))
}

/** A command of the machine that changes nothing now. Recorded, it would use up its id. */
export function isNothing({ command, decision }: AppendRequest, reading: Reading): boolean {
  if (command.act) return false
  // While nobody can act in time, no time passes against anybody; the case asks again every hour.
  if (reading.hold && command.dueAt !== null) return true
  return 'refusal' in decision || (command.action === 'factsChanged' && !isInForce(command.id, reading))
}

/** `factsChanged/<cause>/<version>`: of a version that is not in force for the case, nobody can tell it truly. */
function isInForce(id: string, reading: Reading): boolean {
  const [, cause = '', version] = id.split('/')
  return factsVersionOf(reading, cause) === version
}

/** What was decided, unless the code that it rests on is another case's: of all cases only the record knows. */
export function withCodeOf(
  kind: Kind,
  { decision, command }: AppendRequest,
  { isCodeTaken }: Reading,
): AppendRequest['decision'] {
  const given = isCodeTaken ? kind.codeGiven(command.act?.body) : null
  if (given === null) return decision
  return { refusal: { unmet: [...('refusal' in decision ? decision.refusal.unmet : []), given.taken] } }
}
