/** `npm run rebuild`: rebuilds the projections from the events, also while the system is running. */
import { rebuildProjections } from '#db/rebuild.ts'
import { KINDS } from '#domain/kinds.ts'
import { fail, openRecord } from './record.ts'

const SHOWN_MAX = 20

async function main(): Promise<void> {
  const pool = openRecord()
  try {
    const startMs = performance.now()
    const { cases, changed } = await rebuildProjections(pool, KINDS)
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
    console.log(`${cases} cases rebuilt in ${seconds} s, ${changed.length} of them changed`)
    for (const caseId of changed.slice(0, SHOWN_MAX)) console.log(`  changed: ${caseId}`)
  } finally {
    await pool.end()
  }
}

main().catch(fail)
