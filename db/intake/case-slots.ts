/**
 * Limits the acts of one case that are in flight at the same time, over all API instances. A slot is an advisory lock, held by one
 * connection of this instance, so that a process that dies frees its slots at once. Does not work with a pooler that shares sessions
 * between transactions.
 */
import { createHash } from 'node:crypto'
import type { CaseId } from '#domain/values/ids.ts'
import type { Client, Pool } from '../connect.ts'
import { DedicatedConnection } from './dedicated-connection.ts'

/** Temporal accepts 10 concurrent updates of one workflow, and is fastest with 8. */
export const IN_FLIGHT_MAX = 8

export interface Slot {
  release(): Promise<void>
}

const SLOTS = Array.from({ length: IN_FLIGHT_MAX }, (_, slot) => slot)
const TAKE = {
  name: 'slot-take',
  text: 'select slot from unnest($2::int[]) as slot where pg_try_advisory_lock($1::int, slot) limit 1',
}
const RELEASE = { name: 'slot-give-back', text: 'select pg_advisory_unlock($1::int, $2::int)' }

interface Session {
  client: Client
  /** PostgreSQL lets a session take its own lock again, so the locks that it holds are noted here. */
  held: Map<number, Set<number>>
}

export class CaseSlots {
  private readonly connection: DedicatedConnection<Session>

  constructor(pool: Pool) {
    this.connection = new DedicatedConnection(pool, async (client) => ({ client, held: new Map() }))
  }

  /** Undefined when all slots of the case are taken. */
  async take(caseId: CaseId): Promise<Slot | undefined> {
    const session = await this.connection.get()
    const key = keyOf(caseId)
    const held = session.held.get(key) ?? new Set<number>()
    session.held.set(key, held)
    const free = SLOTS.filter((slot) => !held.has(slot))
    // Reserve them here first, so that two acts of this instance never ask for the same slot.
    for (const slot of free) held.add(slot)
    let taken: number | undefined
    try {
      const { rows } = await session.client.query<{ slot: number }>({ ...TAKE, values: [key, free] })
      taken = rows[0]?.slot
    } finally {
      for (const slot of free) if (slot !== taken) held.delete(slot)
    }
    return taken === undefined ? undefined : { release: () => release(session, key, taken) }
  }

  /** Frees all slots. */
  close(): Promise<void> {
    return this.connection.close()
  }
}

async function release({ client, held }: Session, key: number, slot: number): Promise<void> {
  // If the connection is lost, the lock is free already.
  await client.query({ ...RELEASE, values: [key, slot] }).catch(() => undefined)
  held.get(key)?.delete(slot)
  if (held.get(key)?.size === 0) held.delete(key)
}

/** Two cases with the same number share their slots, which is harmless. */
const keyOf = (caseId: CaseId): number => createHash('sha256').update(caseId).digest().readInt32BE()
