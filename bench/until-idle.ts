/** Waits until the preparation has no unfinished work that would affect the samples. */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '#db/connect.ts'

const ASK_MS = 250
const SETTLE_MS = 2_000
const WAIT_MS_MAX = 60_000

/** Resolves when every act is answered and marked as answered, so that the sweeper has nothing to do. */
export async function untilIdle(databaseUrl: string): Promise<void> {
  const pool = connect(databaseUrl, { max: 1 })
  try {
    for (const start = performance.now(); (await openActs(pool)) > 0; ) {
      if (performance.now() - start > WAIT_MS_MAX)
        throw new Error('the preparation still has unfinished work')
      await sleep(ASK_MS)
    }
  } finally {
    await pool.end()
  }
  await sleep(SETTLE_MS)
}

async function openActs(pool: ReturnType<typeof connect>): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from request where state in ('pending', 'recorded')`,
  )
  return rows[0]?.open ?? 0
}
