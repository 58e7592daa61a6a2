/**
 * Cases are rehosted from the record, at full size: open cases in every state, one disaster after another, while people act
 * (docs/adr/0022). Small and without times: test/faults/hosting-drill.test.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { timed } from '../../bench/statistics.ts'
import { Authority, isBuilt, isDone, outcomeIn, type SentAct } from '../faults/authority.ts'
import { restoreOlder, sabotage } from '../faults/disasters.ts'
import { HostingDrill, type OpenCase } from '../faults/hosting-drill.ts'
import { mapConcurrently } from '../hosting/map-concurrently.ts'
import { PeopleAtWork } from './people-at-work.ts'
import { bar, barAtMost, type Programme, type Verdict } from './programme.ts'

const SIZES = [
  { cases: 200, secondsMax: 60, lookEveryMs: 1_000 },
  { cases: 10_000, secondsMax: 600, lookEveryMs: 5_000 },
] as const
type Size = (typeof SIZES)[number]

/** Acts that wait while Temporal is unavailable, and acts that the restored record lacks. */
const ACTS = 50
/** People act on every tenth case only, to show that the others are rehosted without acts. */
const WITH_PEOPLE = 10
/** Waits end after so many times the limit. */
const TIMEOUT_FACTOR = 3

export const soakHosting: Programme = async (report) => {
  const verdicts: Verdict[] = []
  for (const size of SIZES) verdicts.push(await soakAt(size, report))
  return {
    measured: verdicts.flatMap(({ measured }) => measured),
    missed: verdicts.flatMap(({ missed }) => missed),
  }
}

async function soakAt(size: Size, report: (line: string) => void): Promise<Verdict> {
  report(`${size.cases} cases: the installation is started and they are recorded`)
  const drill = await HostingDrill.open(size.cases)
  try {
    const soak = new Soak(drill, await Authority.signedIn(drill.stack.apiUrl), { size, report })
    return await soak.run()
  } finally {
    await drill.close()
  }
}

/** A disaster: what happens before the time is measured, and what happens after that. */
interface Disaster {
  name: string
  strike: () => Promise<unknown>
  /** Starts together with the measurement. */
  after?: () => Promise<unknown>
}

class Soak {
  private readonly measured: string[] = []
  private readonly missed: string[] = []
  private readonly drill: HostingDrill
  private readonly authority: Authority
  private readonly size: Size
  private readonly report: (line: string) => void

  constructor(
    drill: HostingDrill,
    authority: Authority,
    { size, report }: { size: Size; report: (line: string) => void },
  ) {
    this.drill = drill
    this.authority = authority
    this.size = size
    this.report = report
  }

  async run(): Promise<Verdict> {
    await this.meet({ name: 'recorded only', strike: async () => undefined })
    await this.losingTemporal()
    await this.sabotaged()
    await this.restored()
    const { measured, missed } = this
    return { measured, missed }
  }

  private async losingTemporal(): Promise<void> {
    const cases = await this.drill.openCases()
    let waiting: SentAct[] = []
    const strike = async (): Promise<void> => {
      waiting = await this.drill.stack.loseTemporal(() =>
        Promise.all(spread(cases, ACTS).map((one) => this.authority.act(one))),
      )
    }
    await this.meet({ name: 'Temporal’s database lost', strike })
    const told = waiting.filter(({ answer }) => answer.status === 202)
    const repeated = await mapConcurrently(waiting, (act) => this.authority.repeat(act))
    this.bars('Temporal’s database lost', [
      ...bar('acts that had to wait', told.length, ACTS),
      ...bar('acts undecided', (await this.authority.undecided(this.drill.pool, repeated)).length, 0),
      ...bar(
        'answers that the record lacks',
        (await this.authority.untrue(this.drill.pool, repeated)).length,
        0,
      ),
      ...bar('cases started twice', (await this.drill.hostedTwice()).length, 0),
    ])
  }

  private async sabotaged(): Promise<void> {
    const cases = await this.drill.openCases()
    await this.meet({ name: 'every kind of sabotage', strike: () => sabotage(this.drill, cases) })
  }

  private async restored(): Promise<void> {
    const built = (await this.drill.openCases()).filter(isBuilt)
    const acted = { keep: spread(built, ACTS), lose: spread(built, ACTS) }
    let acts: { kept: SentAct[]; lost: SentAct[] } = { kept: [], lost: [] }
    let repeated: SentAct[] = []
    await this.meet({
      name: `PostgreSQL restored older by ${ACTS} acts`,
      strike: async () => {
        acts = await restoreOlder(this.drill, this.authority, acted)
      },
      after: async () => {
        repeated = await mapConcurrently([...acts.kept, ...acts.lost], (act) => this.authority.repeat(act))
      },
    })
    const { kept, lost } = acts
    const changed = kept.filter((act, index) => seqOf(act) !== seqOf(repeated[index]))
    this.bars('restored', [
      ...bar('acts that had to be lost', lost.filter(isDone).length, ACTS),
      ...bar('acts not done when repeated', repeated.filter((act) => !isDone(act)).length, 0),
      ...bar(
        'answers that the record lacks',
        (await this.authority.untrue(this.drill.pool, repeated)).length,
        0,
      ),
      ...bar('answers that changed although the record has the act', changed.length, 0),
    ])
  }

  /** A disaster, and the time until each open case is hosted again. */
  private async meet({ name, strike, after }: Disaster): Promise<void> {
    this.report(`${this.size.cases} cases: ${name}`)
    await strike()
    const cases = await this.drill.openCases()
    const acted = cases.filter((_, index) => index % WITH_PEOPLE === 0)
    const people = new PeopleAtWork(this.authority, acted)
    const following = after?.()
    const seconds = (await timed(() => this.untilHosted(acted))) / 1000
    await people.finish()
    await following
    this.measured.push(
      `${this.size.cases} cases, ${name}: hosted after ${seconds.toFixed(1)} s; ${people.summary}`,
    )
    this.report(this.measured.at(-1) ?? '')
    // Now with those that people acted on.
    const wrong = await this.untilHosted([])
    const unarmed = await this.drill.unarmed()
    this.bars(name, [
      ...barAtMost('seconds until all are hosted', seconds, this.size.secondsMax),
      ...bar('cases that are not hosted correctly', wrong, 0),
      ...bar('deadlines that are not armed', unarmed.length, 0),
      ...bar('acts of people without an outcome', people.unanswered, 0),
      ...bar(
        'answers that the record lacks',
        (await this.authority.untrue(this.drill.pool, people.acts)).length,
        0,
      ),
    ])
  }

  /**
   * Waits until all cases are hosted correctly, or for a limited time. Returns how many are not. Cases on which people act are out of
   * step for a moment after each act, so they can be ignored.
   */
  private async untilHosted(acted: readonly OpenCase[]): Promise<number> {
    const ignored = new Set(acted.map(({ caseId }) => caseId))
    let wrong = Number.NaN
    const looks = (TIMEOUT_FACTOR * this.size.secondsMax * 1_000) / this.size.lookEveryMs
    for (let look = 0; look < looks; look += 1) {
      wrong = await this.notAsTheyShouldBe(ignored).catch((error: unknown) => {
        this.report(`the check failed: ${String((error as Error).cause ?? error)}`)
        return Number.NaN
      })
      if (wrong === 0) return 0
      await sleep(this.size.lookEveryMs)
    }
    return wrong
  }

  private async notAsTheyShouldBe(ignored: ReadonlySet<string>): Promise<number> {
    const missing = await this.drill.missing()
    if (missing > 0) return missing
    const { notHosted, unneeded, outOfStep } = await this.drill.faults()
    const late = outOfStep.filter((caseId) => !ignored.has(caseId))
    this.report(`${notHosted.length} not hosted, ${unneeded.length} unneeded, ${late.length} out of step`)
    return notHosted.length + unneeded.length + late.length
  }

  private bars(name: string, missed: readonly string[]): void {
    for (const line of missed) {
      this.missed.push(`${this.size.cases} cases, ${name}: ${line}`)
      this.report(`missed: ${line}`)
    }
  }
}

const seqOf = (act: SentAct | undefined): number | undefined => act && outcomeIn(act).seq

/** `count` items, evenly distributed over the list. */
function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(items.length / count))
  return items.filter((_, index) => index % step === 0).slice(0, count)
}
