/** Checks that need the record: reasons to refuse or to ignore a command, independently of the workflow's decision. */
import { factsVersionOf } from '#db/record/facts.ts'
import type { Reading } from '#db/record/reading.ts'
import type { Refusal } from '#domain/case/refusal.ts'
import { EXPIRES_AFTER_MINUTES } from '#domain/case/request-expiry.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { contentHash } from '#wire/content-hash.ts'
import type { AppendRequest } from '#wire/record.ts'

/** The refusal that replaces the workflow's decision. Null: the decision stands. */
export function integrityRefusal({ command: { act } }: AppendRequest, reading: Reading): Refusal | null {
  if (!act) return null
  if (reading.request?.state === 'expired') return expired(reading)
  if (reading.hold) return { unmet: [{ code: 'caseHeld', params: { ...reading.hold } }] }
  // Refuse an act whose body does not match its hash: a signature covers the hash.
  return contentHash(act.body) === act.contentHash ? null : { unmet: [{ code: 'contentHashMismatch' }] }
}

/** The sender was told that the request expired, so it must not be applied later. */
function expired({ request }: Reading): Refusal {
  if (request?.outcome?.status === 'refused') return request.outcome.refusal
  return { unmet: [{ code: 'expired', params: { minutes: EXPIRES_AFTER_MINUTES } }] }
}

/** The command id belongs to another act: one that was decided, or one that is stored as a request. */
export function isReused({ command }: AppendRequest, { decided, request }: Reading): boolean {
  const isSame = (other: { action: string; actor: string | null; contentHash: string | null }): boolean =>
    other.action === command.action &&
    other.actor === (command.act?.person ?? null) &&
    other.contentHash === (command.act?.contentHash ?? null)
  return (decided !== null && !isSame(decided)) || (request !== null && !isSame(request))
}

/** A command of the system that changes nothing now. It is not recorded, because recording would use up its id. */
export function hasNoEffect({ command, decision }: AppendRequest, reading: Reading): boolean {
  if (command.act) return false
  // A held case cannot be acted on, so its deadlines do not pass; the case tries again every hour.
  if (reading.hold && command.dueAt !== null) return true
  return 'refusal' in decision || (command.action === 'factsChanged' && !isInForce(command.id, reading))
}

/** The id is `factsChanged/<cause>/<version>`. A version that is not in force for the case changes nothing. */
function isInForce(id: string, reading: Reading): boolean {
  const [, cause = '', version] = id.split('/')
  return factsVersionOf(reading, cause) === version
}

/** The decision, or a refusal when the act assigns a code that another case has: only the record knows all codes. */
export function withCodeCheck(
  kind: Kind,
  { decision, command }: AppendRequest,
  { isCodeTaken }: Reading,
): AppendRequest['decision'] {
  const given = isCodeTaken ? kind.codeGiven(command.act?.body) : null
  if (given === null) return decision
  return { refusal: { unmet: [...('refusal' in decision ? decision.refusal.unmet : []), given.taken] } }
}
