/** Waiting until every open case has planned anew on changed facts: each records that it did. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'
import { listOpenCases } from '#db/intake/cases.ts'
import type { WorldFacts } from '../rehearsal/rehearsal.ts'

const CASES_MAX = 1_000
const PATIENCE_MS = 15_000

export async function untilTakenIn(pool: Pool, { calendars, policies }: WorldFacts): Promise<void> {
  const commands = [
    ...calendars.map(({ version }) => `factsChanged/calendar/${version}`),
    ...policies
      .filter(({ appliesToRunningCases }) => appliesToRunningCases)
      .map(({ version }) => `factsChanged/policy/${version}`),
  ]
  const cases = await listOpenCases(pool, '', CASES_MAX)
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await pool.query<{ taken: number }>(
      'select count(*)::int as taken from command where case_id = any($1) and command_id = any($2)',
      [cases, commands],
    )
    if (rows[0]?.taken === cases.length * commands.length) return
    if (Date.now() > deadline) throw new Error(`not every open case has taken in ${commands.join(', ')}`)
    await sleep(20)
  }
}
