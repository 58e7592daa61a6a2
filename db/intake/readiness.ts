/** Whether the database has the schema that this version was written for. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from '../connect.ts'

interface Journal {
  entries: { when: number }[]
}

const JOURNAL = join(import.meta.dirname, '../migrations/meta/_journal.json')
let known: number[] | undefined

/** How many of our migrations the database lacks. A newer database is fine: migrations only expand. */
export async function missingMigrations(pool: Pool): Promise<number> {
  known ??= (JSON.parse(readFileSync(JOURNAL, 'utf8')) as Journal).entries.map(({ when }) => when)
  const { rows } = await pool.query<{ created_at: number }>(
    'select created_at from drizzle.__drizzle_migrations',
  )
  const applied = new Set(rows.map(({ created_at }) => Number(created_at)))
  return known.filter((when) => !applied.has(when)).length
}
