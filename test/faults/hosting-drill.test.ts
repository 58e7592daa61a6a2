/** The record hosts its cases, whatever becomes of the engine (docs/adr/0022). At full size: `npm run soak -- hosting`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HostingDrill } from './hosting-drill.ts'

const CASES = 34
const NONE = { notHosted: [], unneeded: [], hostedTwice: [], outOfStep: [] }
const patiently = { timeout: 180_000, interval: 1_000 }

let drill: HostingDrill
beforeAll(async () => {
  drill = await HostingDrill.open(CASES)
}, 20 * 60_000)
afterAll(() => drill?.close(), 120_000)

describe('Temporal’s database, deleted', () => {
  it('costs no case, no deadline and no act that waits', { timeout: 10 * 60_000 }, async () => {
    await expect.poll(() => drill.faults(), patiently).toEqual(NONE)
    const cases = await drill.cases()
    const acts = await drill.stack.without('worker', async () => {
      const waiting = await Promise.all(cases.map((one) => drill.act(one)))
      await drill.stack.loseTemporal()
      return waiting
    })
    expect(acts.map(({ answer }) => answer.status)).toEqual(cases.map(() => 202))

    await expect.poll(() => drill.faults(), patiently).toEqual(NONE)
    await expect.poll(() => drill.undecided(acts), patiently).toEqual([])
    await expect.poll(() => drill.faults(), patiently).toEqual(NONE)
    expect(await drill.unarmed()).toEqual([])
  })
})
