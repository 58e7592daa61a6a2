/** Whether what a decision rested on is still so. */

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
 * An act without a stored request was received when it is decided. Deciding again takes a moment, and the time of
 * receipt that it is told may be that much older.
 */
const RECEIPT_TOLERANCE_MS = 30_000

/** Null: nothing moved. Otherwise what the workflow has to take over before it decides again. */
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
    actorStands(request, { actor, barred }) &&
    canonicalJson(request.named) === canonicalJson(named) &&
    receivedAt === request.command.receivedAt
  if (isSame) return null
  const facts = await handedOver(client, reference, { moved, reading })
  return { ...facts, actor, actorHolds: actor !== null, barred, named, receivedAt }
}

/** What the record says of a case, and what kind it is. */
interface Known {
  kind: Kind
  reading: Reading
}

/** What moved: calendar and policy as wholes, published facts by their names. */
const movedIn = (used: AppendRequest['used'], inForce: FactVersions): string[] =>
  Object.keys(inForce).filter((name) => used[name] !== inForce[name])

/** No more than what moved: all that is handed over stays in the history of the case. */
async function handedOver(
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
  /** Why nobody acts: by the directory, or by what a substitute may do. */
  barred: Unmet | null
}

const NOT_HELD: Unmet = { code: 'roleNotHeld' }

/** The machine is itself; a person is who the directory shows, a substitute whom an appointment lets act. */
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

/** What a scope looks at: of a case that is not opened yet, what its first act names. */
function coveredBy(
  { action, caseId, body, actor }: { action: string; caseId: CaseId; body: unknown; actor: Actor },
  { kind, reading: { state: json, principal } }: Known,
): Covered {
  const state = json === null ? null : (JSON.parse(json) as ReviewedState)
  return {
    act: action,
    stage: kind.stageOf({ verb: action, body }, state),
    owner: state?.owner ?? kind.openedFor(body, inOwnPlace(actor, principal)) ?? '',
    id: ownIdOf(caseId),
  }
}

/** Where the directory has whom the actor acts for: what they say of it themselves may be less. */
const inOwnPlace = (actor: Actor, principal: PersonEntry | null): Actor =>
  actor.kind === 'person' && principal ? { ...actor, orgPath: principal.path } : actor

/** Whether the decision assumed that actor: where nobody may act so, that it says why. */
function actorStands({ actor, decision }: AppendRequest, { actor: inForce, barred }: InForce): boolean {
  const said = 'refusal' in decision ? decision.refusal.unmet : []
  if (barred !== null) return canonicalJson(said) === canonicalJson([barred])
  return !said.some(({ code }) => BARRING.includes(code)) && canonicalJson(actor) === canonicalJson(inForce)
}

const BARRING: readonly string[] = [
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
