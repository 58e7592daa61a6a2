/** Whether the database is the primary, with the schema that this version was written for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from '../connect.ts'
import { assertPrimary, StandbyError } from '../primary.ts'

interface Journal {
  entries: { when: number }[]
}

const JOURNAL = join(import.meta.dirname, '../migrations/meta/_journal.json')
let known: number[] | undefined

/** Why the database cannot be used, in one sentence; null when it can. Throws when it does not answer. */
export async function databaseProblem(pool: Pool): Promise<string | null> {
  try {
    await assertPrimary(pool)
  } catch (error) {
    if (error instanceof StandbyError) return error.message
    throw error
  }
  const missing = await missingMigrations(pool)
  return missing === 0 ? null : `${missing} migration(s) missing`
}

/** How many of our migrations the database lacks. A newer database is accepted, because migrations only add. */
async function missingMigrations(pool: Pool): Promise<number> {
  known ??= (JSON.parse(readFileSync(JOURNAL, 'utf8')) as Journal).entries.map(({ when }) => when)
  const { rows } = await pool.query<{ created_at: number | null }>(
    'select created_at from drizzle.__drizzle_migrations',
  )
  const applied = new Set(rows.map(({ created_at }) => Number(created_at)))
  return known.filter((when) => !applied.has(when)).length
}
