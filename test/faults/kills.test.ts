/**
 * After kill -9 of any process at any time, no act that was answered with 2xx is missing, none is doubled, the projections equal a
 * rebuild, and every mail is sent once by its key.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catchMails, type MailCatcher } from '#rehearsal/world/mail-catcher.ts'
import { type FaultStack, openFaultStack } from './fault-stack.ts'
import { eventCounts, mailKeys, rebuildDifferences, unfinished } from './inspection.ts'
import { killAtRandom } from './killing.ts'
import { ActingDepartments } from './load.ts'

const SEED = 20_261_124
const KILLS = 20
const CASES = 6

describe('twenty kills under load', () => {
  let stack: FaultStack
  let catcher: MailCatcher

  beforeAll(async () => {
    catcher = await catchMails()
    stack = await openFaultStack({ SMTP_URL: catcher.url })
  }, 20 * 60_000)

  afterAll(async () => {
    await stack?.close()
    await catcher?.close()
  }, 120_000)

  it('loses no acknowledged act and doubles none', { timeout: 15 * 60_000 }, async () => {
    const departments = await ActingDepartments.open(stack.apiUrl, CASES)
    departments.start()
    const killed = await killAtRandom(stack, {
      seed: SEED,
      kills: KILLS,
      inFlight: () => departments.inFlight,
    })
    await departments.finish()

    expect(killed.afterCommit, 'one kill hit between the commit and the end of its task').toBe(1)
    expect(Math.min(...killed.inFlight), 'acts in flight at each kill').toBeGreaterThanOrEqual(4)
    expect(departments.unexpected).toEqual([])
    const counts = await eventCounts(stack.databaseUrl)
    for (const { id, supplements } of departments.cases) {
      expect(counts.get(id), `case ${id}`).toEqual({
        supplementRequested: supplements,
        supplemented: supplements,
      })
    }
    expect(await unfinished(stack.databaseUrl)).toBe(0)
    expect(await rebuildDifferences(stack.databaseUrl)).toEqual([])
    await expect
      .poll(async () => (await mailKeys(stack.databaseUrl)).waiting, { timeout: 120_000, interval: 500 })
      .toBe(0)
    const expected = await mailKeys(stack.databaseUrl)
    expect(expected).toMatchObject({ waiting: 0, dead: 0 })
    // A mail may be sent twice (a kill after the send), but then with the same Message-ID.
    const received = catcher.mails.map(({ messageId }) => /^<([^@]+)@/.exec(messageId)?.[1])
    expect(new Set(received)).toEqual(new Set(expected.messageIds))
  })
})
