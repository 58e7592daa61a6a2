/**
 * `npm run hosting`: prints the state of hosting from the record. `npm run hosting -- host CASE…` requests that the reconciling worker
 * rehosts these cases.
 */
import type { Pool } from '#db/connect.ts'
import { findOpenCase, requestHosting } from '#db/hosting.ts'
import { findHold, listHolds, listTroubledCases } from '#db/intake/holds.ts'
import { hostingSummary } from '#db/queries/hosting-summary.ts'
import { KINDS } from '#domain/kinds.ts'
import { type CaseId, isUuid, ownIdOf } from '#domain/values/ids.ts'
import { fail, openRecord } from './record.ts'

const USAGE = `Usage: npm run hosting                     how the cases are hosted
       npm run hosting -- host CASE…      have cases (kind/…) rehosted from their record
The record is that of the installation that runs in this checkout, or of the one that DATABASE_URL names.`
const SHOWN_MAX = 100

async function main([command, ...rest]: string[]): Promise<void> {
  if (command === '--help' || command === '-h') return console.log(USAGE)
  const isKnown = command === undefined || (command === 'host' && rest.length > 0)
  if (!isKnown) throw new Error(USAGE)
  const caseIds = command === 'host' ? casesFrom(rest) : []
  const pool = openRecord()
  try {
    if (command === 'host') await host(pool, caseIds)
    else await show(pool)
  } finally {
    await pool.end()
  }
}

async function show(pool: Pool): Promise<void> {
  const { openCases, candidates, examined, hosted, startedReal, finishedReal, late, held } =
    await hostingSummary(pool)
  const isUnderWay = startedReal !== null && (finishedReal === null || finishedReal < startedReal)
  console.log(
    `${counted(openCases, 'open case')}; ${held} on hold; ${late} with a passed deadline that is not recorded`,
  )
  console.log(
    isUnderWay
      ? `a pass is running since ${startedReal}: ${examined} of ${counted(candidates, 'case')} examined, ${hosted} rehosted`
      : `the last pass ended at ${finishedReal ?? '(none yet)'}: ${counted(candidates, 'case')} examined, ${hosted} rehosted`,
  )
  const troubled = await listTroubledCases(pool, '', SHOWN_MAX)
  const holds = await listHolds(pool)
  const onHold = new Set(holds.map(({ caseId }) => caseId))
  for (const { caseId, trouble, why, sinceReal, attempts } of troubled) {
    const waits = onHold.has(caseId) ? ', waits for the end of its hold' : ''
    console.log(`  ${caseId}  ${trouble} since ${sinceReal}, ${counted(attempts, 'attempt')}${waits}: ${why}`)
  }
  if (troubled.length === SHOWN_MAX) console.log('  … and more: GET /v1/hosting lists all of them')
  for (const { caseId, reason, until, by } of holds) {
    console.log(`  ${caseId}  on hold until ${until} by ${by.person}: ${reason}`)
  }
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

function casesFrom(given: readonly string[]): CaseId[] {
  const strange = given.filter((id) => KINDS.find(id) === null || !isUuid(ownIdOf(id as CaseId)))
  if (strange.length > 0) {
    const known = KINDS.all.map(({ name }) => `${name}/<uuid>`).join(' or ')
    throw new Error(`These are not ids of cases: ${strange.join(', ')}. An id is ${known}.`)
  }
  return [...new Set(given as CaseId[])]
}

async function host(pool: Pool, caseIds: readonly CaseId[]): Promise<void> {
  const found = await Promise.all(caseIds.map((caseId) => findOpenCase(pool, caseId)))
  const unknown = caseIds.filter((_, index) => !found[index])
  if (unknown.length > 0) throw new Error(`no such open case: ${unknown.join(', ')}. Nothing was noted.`)
  await requestHosting(pool, caseIds, 'requested on the command line')
  console.log(
    `${counted(caseIds.length, 'case')} will be rehosted at the next pass: npm run hosting shows when it is done.`,
  )
  for (const caseId of caseIds) {
    const hold = await findHold(pool, caseId)
    if (hold) console.log(`  ${caseId}  waits: it is on hold until ${hold.until}, or until it is released`)
  }
}

main(process.argv.slice(2)).catch(fail)
