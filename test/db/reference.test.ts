import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pool } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadReference } from '#db/seed.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { openDatabase, REFERENCE } from './record-fixture.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
let pool: Pool
beforeAll(async () => {
  database = await openDatabase()
  pool = database.pool
})
afterAll(() => database.close())

const count = async (table: string) =>
  Number((await pool.query(`select count(*) from ${table}`)).rows[0].count)

describe('migrating', () => {
  it('may be done by several processes at the same time', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(database.url)))
    expect(await count('drizzle.__drizzle_migrations')).toBeGreaterThanOrEqual(2)
  })
})

describe('loading reference data', () => {
  it('changes nothing the second time, also in parallel', async () => {
    await Promise.all([loadReference(pool, REFERENCE), loadReference(pool, REFERENCE)])
    const version = (await pool.query('select version, loaded_real from directory_version')).rows
    await loadReference(pool, REFERENCE)
    expect((await pool.query('select version, loaded_real from directory_version')).rows).toEqual(version)
    expect(await count('directory_person')).toBe(REFERENCE.people.length)
  })

  it('refuses a version with other content than it had', async () => {
    const changed = { ...POLICY_V1, source: 'x', values: { ...POLICY_V1.values, holdbackPercent: 6 } }
    await expect(loadReference(pool, { ...REFERENCE, policies: [changed] })).rejects.toThrow(/new version/)
    expect(await count('directory_person')).toBe(REFERENCE.people.length)
  })
})
