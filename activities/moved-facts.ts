/** Compares the facts that a decision used with those that are in force. */

import type { Client } from '#db/connect.ts'
import { actorOf, type PersonEntry, substituteOf } from '#db/record/actor.ts'
import { type ReferenceVersions, versionsIn } from '#db/record/facts.ts'
import type { Reading } from '#db/record/reading.ts'
import type { FactVersions } from '#domain/case/facts.ts'
import type { Unmet } from '#domain/case/refusal.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import { type Covered, substitutionFor } from '#domain/substitution/substitution.ts'
import type { Actor, Role } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant, msOf } from '#domain/values/plain-date.ts'
import { canonicalJson } from '#wire/content-hash.ts'
import type { AppendRequest, MovedFacts } from '#wire/record.ts'

/**
 * An act without a stored request counts as received when it is decided. Deciding again takes a moment, so the time of receipt
 * of the first try is accepted within this tolerance.
 */
const RECEIPT_TOLERANCE_MS = 30_000

/** Null: nothing changed. Otherwise the new facts, which the workflow uses to decide again. */
export async function movedFacts(
  client: Client,
  reference: ReferenceVersions,
  request: AppendRequest,
  { kind, reading }: Known,
): Promise<MovedFacts | null> {
  const moved = movedIn(request.used, versionsIn(kind, reading))
  const receivedAt = receiptInForce(request, reading)
  const { actor, barred } = actorInForce(request, { kind, reading }, receivedAt)
  const named = reading.named
  const isSame =
    moved.length === 0 &&
    isActorUnchanged(request, { actor, barred }) &&
    canonicalJson(request.named) === canonicalJson(named) &&
    receivedAt === request.command.receivedAt
  if (isSame) return null
  const facts = await movedFactsFor(client, reference, { moved, reading })
  return { ...facts, actor, actorHolds: actor !== null, barred, named, receivedAt }
}

/** The kind of a case, and what was read of the case under its lock. */
interface Known {
  kind: Kind
  reading: Reading
}

/** Names of what changed: `calendar`, `policy`, or a published fact. */
const movedIn = (used: AppendRequest['used'], inForce: FactVersions): string[] =>
  Object.keys(inForce).filter((name) => used[name] !== inForce[name])

/** Only what changed, because all of it is stored in the history of the case. */
async function movedFactsFor(
  client: Client,
  reference: ReferenceVersions,
  { moved, reading }: { moved: readonly string[]; reading: Reading },
): Promise<Pick<MovedFacts, 'outside' | 'published'>> {
  const names = moved.filter((name) => name !== 'calendar' && name !== 'policy')
  return {
    outside: {
      ...(moved.includes('calendar') ? { calendar: await reference.calendar(client, reading.calendar) } : {}),
      ...(moved.includes('policy') ? { policy: await reference.policy(client, reading.policy) } : {}),
    },
    published: { names, entries: await reference.published(client, names, reading) },
  }
}

interface InForce {
  actor: Actor | null
  /** Why the actor may not act: by the directory, or by the limits of a substitution. */
  barred: Unmet | null
}

const NOT_HELD: Unmet = { code: 'roleNotHeld' }

/** The system acts as itself, a person as the directory shows them, a substitute under an appointment in force. */
function actorInForce(
  { actor, command, caseId }: AppendRequest,
  { kind, reading }: Known,
  at: Instant,
): InForce {
  if (!command.act) return { actor, barred: null }
  const { person: id, role, org, actingFor, body } = command.act
  const claim = { person: id as PersonId, role: role as Role, org }
  const on = dateOf(at)
  if (actingFor === undefined) return known(actorOf(claim, reading.person, on))
  const wanted = coveredBy({ action: command.action, caseId, body, actor }, { kind, reading })
  const substitution = substitutionFor(reading.substitutions, wanted, { on, at })
  if ('unmet' in substitution) return { actor: null, barred: substitution.unmet }
  return known(substituteOf(claim, reading, { substitution: substitution.substitution.id, on }))
}

const known = (actor: Actor | null): InForce => ({ actor, barred: actor ? null : NOT_HELD })

/** What the scope of a substitution is compared with. For a case that is not opened yet: what its first act names. */
function coveredBy(
  { action, caseId, body, actor }: { action: string; caseId: CaseId; body: unknown; actor: Actor },
  { kind, reading: { state: json, principal } }: Known,
): Covered {
  const state = json === null ? null : (JSON.parse(json) as ReviewedState)
  return {
    act: action,
    stage: kind.stageOf({ verb: action, body }, state),
    owner: state?.owner ?? kind.openedFor(body, withOwnOrgPath(actor, principal)) ?? '',
    id: ownIdOf(caseId),
  }
}

/** The actor with the organisation path of the represented person from the directory: the claimed path may be shorter. */
const withOwnOrgPath = (actor: Actor, principal: PersonEntry | null): Actor =>
  actor.kind === 'person' && principal ? { ...actor, orgPath: principal.path } : actor

/** Whether the decision assumed the actor in force. If the actor may not act: whether it was refused for that reason. */
function isActorUnchanged({ actor, decision }: AppendRequest, { actor: inForce, barred }: InForce): boolean {
  const said = 'refusal' in decision ? decision.refusal.unmet : []
  if (barred !== null) return canonicalJson(said) === canonicalJson([barred])
  return (
    !said.some(({ code }) => BARRED_CODES.includes(code)) && canonicalJson(actor) === canonicalJson(inForce)
  )
}

const BARRED_CODES: readonly string[] = [
  'roleNotHeld',
  'notSubstitute',
  'substitutionNotInForce',
  'substitutionEnded',
  'substitutionOutOfScope',
]

function receiptInForce({ at, command }: AppendRequest, reading: Reading): Instant {
  if (!command.act) return command.receivedAt
  if (reading.receivedAt) return reading.receivedAt
  const age = msOf(at) - msOf(command.receivedAt)
  return age >= 0 && age <= RECEIPT_TOLERANCE_MS ? command.receivedAt : at
}
