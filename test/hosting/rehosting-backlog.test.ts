/** Rehosted cases do not fill the queue in which people's acts wait, and a case that never starts leaves the backlog. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RehostingBacklog } from '#activities/hosting/rehosting-backlog.ts'
import { noteRehosted } from '#db/rehosted-cases.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { newCase, openDatabase } from '../db/record-fixture.ts'

const FULL = 32

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database.close())

async function fullBacklog(): Promise<{
  backlog: RehostingBacklog
  cases: CaseId[]
  hasRoom: () => boolean
}> {
  const backlog = new RehostingBacklog(database.pool)
  const cases = Array.from({ length: FULL }, newCase)
  for (const caseId of cases) {
    await backlog.room()
    backlog.add(caseId, await noteRehosted(database.pool, caseId))
  }
  let hasRoom = false
  void backlog.room().then(() => {
    hasRoom = true
  })
  return { backlog, cases, hasRoom: () => hasRoom }
}

it('the next case waits until one of those before it has been loaded', async () => {
  const { backlog, cases, hasRoom } = await fullBacklog()
  // After several polls no case has been loaded, so the next one still waits.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(hasRoom()).toBe(false)
  // As the workflow does when it loads its case.
  await noteRehosted(database.pool, cases[7] as CaseId)
  await expect.poll(hasRoom, { timeout: 5_000 }).toBe(true)
  await backlog.room()
})

it('cases that no worker loads block the others only for a limited time', async () => {
  const { hasRoom } = await fullBacklog()
  await expect.poll(hasRoom, { timeout: 40_000 }).toBe(true)
})
