/** Cases that are hosted afresh do not fill the line in which people's acts stand, and one that never begins keeps no place. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Line } from '#activities/hosting/line.ts'
import { noteRehosted } from '#db/hosting-signals.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { newCase, openDatabase } from '../db/record-fixture.ts'

const FULL = 32

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database.close())

async function fullLine(): Promise<{ line: Line; cases: CaseId[]; hasRoom: () => boolean }> {
  const line = new Line(database.pool)
  const cases = Array.from({ length: FULL }, newCase)
  for (const caseId of cases) {
    await line.room()
    line.add(caseId, await noteRehosted(database.pool, caseId))
  }
  let hasRoom = false
  void line.room().then(() => {
    hasRoom = true
  })
  return { line, cases, hasRoom: () => hasRoom }
}

it('the next case waits until one of those before it has been loaded', async () => {
  const { line, cases, hasRoom } = await fullLine()
  // Some looks later nobody has begun, so nobody else may.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(hasRoom()).toBe(false)
  // As the workflow does when it loads its case.
  await noteRehosted(database.pool, cases[7] as CaseId)
  await expect.poll(hasRoom, { timeout: 5_000 }).toBe(true)
  await line.room()
})

it('cases that no worker comes to hold up the others for a while only', async () => {
  const { hasRoom } = await fullLine()
  await expect.poll(hasRoom, { timeout: 40_000 }).toBe(true)
})
