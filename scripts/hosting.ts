/**
 * `npm run hosting`: how the cases are hosted, read from the record that DATABASE_URL names. `npm run hosting -- host
 * CASE…` has cases hosted afresh from their record, by the worker that reconciles.
 */
import { connect, type Pool } from '#db/connect.ts'
import { requestHosting } from '#db/hosting.ts'
import { listHolds, listTroubledCases } from '#db/intake/holds.ts'
import { hostingSummary } from '#db/queries/hosting-summary.ts'
import { type CaseId, projectOf } from '#domain/ids.ts'

const USAGE = `Usage: npm run hosting                     how the cases are hosted
       npm run hosting -- host CASE…      have cases (project/…) hosted afresh from their record
DATABASE_URL names the record.`
const SHOWN_MAX = 100

async function main([command, ...caseIds]: string[]): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error(`DATABASE_URL is missing.\n${USAGE}`)
  const pool = connect(url, { max: 2 })
  try {
    if (command === undefined) await show(pool)
    else if (command === 'host' && caseIds.length > 0) await host(pool, caseIds)
    else throw new Error(USAGE)
  } finally {
    await pool.end()
  }
}

async function show(pool: Pool): Promise<void> {
  const { openCases, candidates, examined, hosted, startedReal, finishedReal, late, held } =
    await hostingSummary(pool)
  const isUnderWay = startedReal !== null && (finishedReal === null || finishedReal < startedReal)
  console.log(
    `${openCases} open cases; ${held} on hold; ${late} with a deadline that passed and was not acted on`,
  )
  console.log(
    isUnderWay
      ? `a pass is under way since ${startedReal}: ${examined} of ${candidates} cases looked at, ${hosted} hosted`
      : `the last pass ended at ${finishedReal ?? '(none yet)'}: ${candidates} cases looked at, ${hosted} hosted`,
  )
  const troubled = await listTroubledCases(pool, '', SHOWN_MAX)
  for (const { caseId, trouble, why, sinceReal, attempts } of troubled) {
    console.log(`  ${caseId}  ${trouble} since ${sinceReal}, ${attempts} attempts: ${why}`)
  }
  if (troubled.length === SHOWN_MAX) console.log('  … and more: GET /v1/hosting lists all of them')
  for (const { caseId, reason, until, by } of await listHolds(pool)) {
    console.log(`  ${caseId}  on hold until ${until} by ${by.person}: ${reason}`)
  }
}

async function host(pool: Pool, given: readonly string[]): Promise<void> {
  const strange = given.filter((id) => projectOf(id) === null)
  if (strange.length > 0)
    throw new Error(`These are no cases: ${strange.join(', ')}. A case is project/<uuid>.`)
  await requestHosting(pool, given as CaseId[], 'asked for on the command line')
  console.log(
    `${given.length} cases will be hosted afresh at the next pass: npm run hosting shows when it is done.`,
  )
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
