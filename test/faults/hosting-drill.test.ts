/** Cases are rehosted from the record after any fault of Temporal (docs/adr/0022). At full size: `npm run soak -- hosting`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mapConcurrently } from '../hosting/map-concurrently.ts'
import { Authority, isBuilt, isDone, outcomeIn } from './authority.ts'
import { restoreOlder, sabotage } from './disasters.ts'
import { HostingDrill } from './hosting-drill.ts'

const CASES = 34
const NONE = { notHosted: [], unneeded: [], outOfStep: [] }
const patiently = { timeout: 180_000, interval: 1_000 }
const inTime = { timeout: 10 * 60_000 }

let drill: HostingDrill
let authority: Authority
beforeAll(async () => {
  drill = await HostingDrill.open(CASES)
  authority = await Authority.signedIn(drill.stack.apiUrl)
}, 20 * 60_000)
afterAll(() => drill?.close(), 120_000)

const untilAllHosted = async (): Promise<void> => {
  await expect.poll(() => drill.faults(), patiently).toEqual(NONE)
  await expect.poll(() => drill.unarmed(), patiently).toEqual([])
}

describe('open cases in every state', () => {
  it(
    'are hosted again when Temporal’s database was deleted, and acts that waited are decided',
    inTime,
    async () => {
      await untilAllHosted()
      const cases = await drill.openCases()
      const acts = await drill.stack.loseTemporal(() => Promise.all(cases.map((one) => authority.act(one))))
      expect(acts.map(({ answer }) => answer.status)).toEqual(cases.map(() => 202))
      await untilAllHosted()
      await expect.poll(() => authority.undecided(drill.pool, acts), patiently).toEqual([])
      await untilAllHosted()
      expect(await drill.hostedTwice()).toEqual([])
    },
  )

  it('are rehosted after every kind of sabotage of their workflows, and accept acts', inTime, async () => {
    const cases = await drill.openCases()
    await sabotage(drill, cases)
    await untilAllHosted()
    const acts = await Promise.all(cases.map((one) => authority.actUntilAnswered(one)))
    expect(acts.filter(isDone)).toHaveLength(cases.filter(isBuilt).length)
    expect(await authority.untrue(drill.pool, acts)).toEqual([])
  })

  it('continue from an older record, and new answers are in it', inTime, async () => {
    const cases = (await drill.openCases()).filter(isBuilt)
    const { kept, lost } = await restoreOlder(drill, authority, { keep: cases.slice(0, 6), lose: cases })
    expect(lost.filter(isDone)).toHaveLength(cases.length)

    const repeated = await mapConcurrently([...kept, ...lost], (act) => authority.repeat(act))
    expect(repeated.filter(isDone)).toHaveLength(kept.length + lost.length)
    expect(await authority.untrue(drill.pool, repeated)).toEqual([])
    expect(repeated.slice(0, kept.length).map(outcomeIn)).toEqual(kept.map(outcomeIn))
    await untilAllHosted()
  })
})
