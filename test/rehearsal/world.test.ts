import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { ApiClient } from '#rehearsal/client.ts'
import { doerOf, ReferenceDirectory } from '#rehearsal/reference-directory.ts'
import { rehearse } from '#rehearsal/rehearse.ts'
import { openWorld } from '#rehearsal/world.ts'
import { worldName } from './example-files.ts'

const EXAMPLE = 'examples/holiday-notice.yaml'

describe('worlds', () => {
  it('side by side have their own dates and never see each other', { timeout: 120_000 }, async () => {
    const stack = inject('servers')
    const names = [worldName(), worldName()]
    const worlds = await Promise.all(names.map((name) => openWorld({ stack, name })))
    try {
      const [played, untouched] = worlds
      if (!played || !untouched) throw new Error('two worlds were opened')
      const outcome = await rehearse(EXAMPLE, played)
      expect(outcome.failures).toEqual([])

      const finance = new ReferenceDirectory().find('tang-yu')
      const doer = finance && doerOf(finance)
      const listed = worlds.map(({ apiUrl }) =>
        new ApiClient(apiUrl).read<{ items: unknown[] }>('/v1/projects', doer),
      )
      expect((await Promise.all(listed)).map(({ items }) => items.length)).toEqual([1, 0])
      expect(played.mails.length).toBeGreaterThan(0)
      expect(untouched.mails).toEqual([])
      const clock = await new ApiClient(played.apiUrl).read<{ today: string }>('/v1/rehearsal/clock')
      expect(clock.today).toBe('2026-12-21')
    } finally {
      await Promise.all(worlds.map((world) => world.close()))
    }
    expect(await databases(names)).toEqual([])
  })
})

async function databases(names: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: inject('servers').adminDatabaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where datname = any($1)',
      [names],
    )
    return rows.map(({ datname }) => datname)
  } finally {
    await client.end()
  }
}
