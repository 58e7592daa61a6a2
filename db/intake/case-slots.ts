/**
 * Places for acts that are under way, per case and over all instances: advisory locks, held by one connection of
 * this instance. A process that dies gives its places back with its connection, at once. Not for a pooler that
 * shares sessions between transactions.
 */
import { createHash } from 'node:crypto'
import type { CaseId } from '#domain/values/ids.ts'
import type { Client, Pool } from '../connect.ts'
import { KeptSession } from './kept-session.ts'

/** The server takes 10 updates of one workflow at once, and is fastest with 8. */
export const IN_FLIGHT_MAX = 8

export interface Slot {
  release(): Promise<void>
}

const PLACES = Array.from({ length: IN_FLIGHT_MAX }, (_, place) => place)
const TAKE = {
  name: 'slot-take',
  text: 'select place from unnest($2::int[]) as place where pg_try_advisory_lock($1::int, place) limit 1',
}
const GIVE_BACK = { name: 'slot-give-back', text: 'select pg_advisory_unlock($1::int, $2::int)' }

interface Session {
  client: Client
  /** A session may take its own lock again: what it holds is remembered here. */
  held: Map<number, Set<number>>
}

export class CaseSlots {
  private readonly session: KeptSession<Session>

  constructor(pool: Pool) {
    this.session = new KeptSession(pool, async (client) => ({ client, held: new Map() }))
  }

  /** Undefined when all places of the case are taken. */
  async take(caseId: CaseId): Promise<Slot | undefined> {
    const session = await this.session.get()
    const key = keyOf(caseId)
    const held = session.held.get(key) ?? new Set<number>()
    session.held.set(key, held)
    const free = PLACES.filter((place) => !held.has(place))
    // Taken here before anybody is asked, so that two acts of this instance never ask for the same place.
    for (const place of free) held.add(place)
    let taken: number | undefined
    try {
      const { rows } = await session.client.query<{ place: number }>({ ...TAKE, values: [key, free] })
      taken = rows[0]?.place
    } finally {
      for (const place of free) if (place !== taken) held.delete(place)
    }
    return taken === undefined ? undefined : { release: () => giveBack(session, key, taken) }
  }

  /** Gives everything back. */
  close(): Promise<void> {
    return this.session.close()
  }
}

async function giveBack({ client, held }: Session, key: number, place: number): Promise<void> {
  // If the connection is gone, so is the lock.
  await client.query({ ...GIVE_BACK, values: [key, place] }).catch(() => undefined)
  held.get(key)?.delete(place)
  if (held.get(key)?.size === 0) held.delete(key)
}

/** Two cases with the same number share their places, which does no harm. */
const keyOf = (caseId: CaseId): number => createHash('sha256').update(caseId).digest().readInt32BE()
