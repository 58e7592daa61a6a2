/** Whether what a decision rested on is still so. */

import type { Client } from '#db/connect.ts'
import { actorOf } from '#db/record/actor.ts'
import { type ReferenceVersions, versionsIn } from '#db/record/facts.ts'
import type { Reading } from '#db/record/reading.ts'
import type { Actor } from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'
import { type Instant, msOf } from '#domain/plain-date.ts'
import type { FactVersions, OutsideFacts } from '#domain/project/facts.ts'
import { canonicalJson } from '#wire/content-hash.ts'
import type { AppendRequest, MovedFacts } from './record.ts'

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
  reading: Reading,
): Promise<MovedFacts | null> {
  const kinds = movedKinds(request.used, versionsIn(reading))
  const actor = actorInForce(request, reading)
  const receivedAt = receiptInForce(request, reading)
  const isSame =
    kinds.length === 0 && actorStands(request, actor) && receivedAt === request.command.receivedAt
  if (isSame) return null
  const outside = kinds.length === 0 ? {} : pick(await reference.facts(client, reading), kinds)
  return { outside, actor, actorHolds: actor !== null, receivedAt }
}

function movedKinds(used: FactVersions, inForce: FactVersions): (keyof OutsideFacts)[] {
  return (Object.keys(inForce) as (keyof OutsideFacts)[]).filter((kind) => used[kind] !== inForce[kind])
}

const pick = (facts: OutsideFacts, kinds: readonly (keyof OutsideFacts)[]): Partial<OutsideFacts> =>
  Object.fromEntries(kinds.map((kind) => [kind, facts[kind]]))

/** The machine is itself; a person is who the directory shows. */
function actorInForce({ actor, command }: AppendRequest, { person }: Reading): Actor | null {
  if (!command.act) return actor
  const { person: id, role, org } = command.act
  return actorOf({ person: id as PersonId, role: role as never, org }, person)
}

/** Whether the decision assumed that actor: for somebody who does not hold the role, that it says so. */
function actorStands({ actor, decision }: AppendRequest, inForce: Actor | null): boolean {
  const saysNotHeld =
    'refusal' in decision && decision.refusal.unmet.some(({ code }) => code === 'roleNotHeld')
  if (inForce === null) return saysNotHeld
  return !saysNotHeld && canonicalJson(actor) === canonicalJson(inForce)
}

function receiptInForce({ at, command }: AppendRequest, reading: Reading): Instant {
  if (!command.act) return command.receivedAt
  if (reading.receivedAt) return reading.receivedAt
  const age = msOf(at) - msOf(command.receivedAt)
  return age >= 0 && age <= RECEIPT_TOLERANCE_MS ? command.receivedAt : at
}
