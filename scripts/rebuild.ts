/** `npm run rebuild`: makes the projections anew from the events. May run while everything is up. */
import { connect } from '#db/connect.ts'
import { rebuildProjections } from '#db/rebuild.ts'

const SHOWN_MAX = 20

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url)
    throw new Error('DATABASE_URL is missing: set it to the database whose projections are to be rebuilt.')
  const pool = connect(url, { max: 2 })
  try {
    const startMs = performance.now()
    const { cases, changed } = await rebuildProjections(pool)
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
    console.log(`${cases} cases rebuilt in ${seconds} s, ${changed.length} of them changed`)
    for (const caseId of changed.slice(0, SHOWN_MAX)) console.log(`  changed: ${caseId}`)
  } finally {
    await pool.end()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
