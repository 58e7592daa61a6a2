/**
 * Freezes the worker at random times, under load on new and open cases, half of the times while the record is slow. Afterwards no case
 * may be stuck, and every accepted message must be a command or a dead letter (docs/adr/0018).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type FaultStack, openFaultStack } from '../faults/fault-stack.ts'
import { HeldRecord } from '../faults/held-record.ts'
import { eventCounts, unfinished } from '../faults/inspection.ts'
import { seeded } from '../faults/killing.ts'
import { ActingDepartments } from '../faults/load.ts'
import { Openings } from '../faults/openings.ts'
import { SignalledActs } from '../faults/signalled-acts.ts'
import { rehostings, repeatedTasks, unreplayable } from '../faults/stuck-cases.ts'
import { bar, type Programme, type Verdict } from './programme.ts'

const FREEZES = 200
const FREEZE_MS = { min: 1_000, max: 15_000 }
/** Maximum time for which the record stays slow after a freeze. */
const SLOW_AFTER_MS_MAX = 5_000
const OPEN_CASES = 4
/** Slow enough that the new cases can be opened between two freezes. */
const NEW_CASE_EVERY_MS = 3_000
const BREATHER_MS_MAX = 8_000
/** All requests must be answered within this time. */
const ANSWERED_AFTER_MS = 60_000
/** Number of checks until the system must be idle. */
const LOOKS_MAX = 60
const POLL_INTERVAL_MS = 1_000
const SEED = 20_261_128

export const soakFreezes: Programme = async (report) => {
  const stack = await openFaultStack({})
  try {
    return await soak(stack, report)
  } finally {
    await stack.close()
  }
}

async function soak(stack: FaultStack, report: (line: string) => void): Promise<Verdict> {
  const record = await HeldRecord.open(stack.databaseUrl)
  const signals = await SignalledActs.open(stack.temporalAddress)
  const departments = await ActingDepartments.open(stack.apiUrl, OPEN_CASES)
  const arrivals = new Arrivals(await Openings.open(stack.apiUrl, stack.databaseUrl), signals)
  departments.start()
  arrivals.start()
  const random = seeded(SEED)
  for (let count = 1; count <= FREEZES; count += 1) {
    const plan = planOf(random)
    await freezeOnce(stack, record, plan)
    const { frozenMs, isSlow } = plan
    const told = `${(frozenMs / 1000).toFixed(1)} s${isSlow ? ', the record slow' : ''}`
    const soFar = [
      `${arrivals.cases} cases`,
      `${signals.accepted.length} signals`,
      `${unreplayable(stack.workerLog()).length} spoiled`,
    ].join(', ')
    report(`freeze ${count} of ${FREEZES}: ${told}; ${soFar}`)
  }
  const finished = Promise.all([departments.finish(), arrivals.finish()])
  // Not longer: a request that is never answered is counted as one without an outcome.
  await Promise.race([finished, sleep(ANSWERED_AFTER_MS)])
  // A new worker replays the cases, so that errors in the cached state become visible.
  await stack.kill('worker')
  await stack.waitReady('worker')
  const verdict = await judge(stack, { departments, arrivals, signals })
  await signals.close()
  await record.close()
  return verdict
}

interface Plan {
  waitMs: number
  frozenMs: number
  isSlow: boolean
  slowAfterMs: number
}

function planOf(random: () => number): Plan {
  return {
    waitMs: random() * BREATHER_MS_MAX,
    frozenMs: FREEZE_MS.min + random() * (FREEZE_MS.max - FREEZE_MS.min),
    isSlow: random() < 0.5,
    slowAfterMs: random() * SLOW_AFTER_MS_MAX,
  }
}

async function freezeOnce(stack: FaultStack, record: HeldRecord, plan: Plan): Promise<void> {
  await sleep(plan.waitMs)
  if (plan.isSlow) await record.hold()
  // The worker is frozen in the middle of its work: tasks that wait for the record, or any others.
  if (plan.isSlow) await record.untilWaiting(1)
  await stack.freeze('worker', plan.frozenMs)
  if (plan.isSlow) {
    await sleep(plan.slowAfterMs)
    await record.release()
  }
  await stack.waitReady('worker')
}

interface Load {
  departments: ActingDepartments
  arrivals: Arrivals
  signals: SignalledActs
}

async function judge(stack: FaultStack, { departments, arrivals, signals }: Load): Promise<Verdict> {
  let [stuck, untraced, pending] = await Promise.all(open(stack, signals))
  let looks = 1
  for (; stuck.length + untraced.length + pending > 0 && looks < LOOKS_MAX; looks += 1) {
    await sleep(POLL_INTERVAL_MS)
    ;[stuck, untraced, pending] = await Promise.all(open(stack, signals))
  }
  const counts = await eventCounts(stack.databaseUrl)
  const doubled = departments.cases.filter(
    ({ id, supplements }) => counts.get(id)?.supplemented !== supplements,
  )
  const unexpected = [...departments.unexpected, ...arrivals.unexpected]
  const log = stack.workerLog()
  const spoiled = unreplayable(log)
  return {
    measured: [
      `${FREEZES} freezes of ${FREEZE_MS.min / 1000} to ${FREEZE_MS.max / 1000} s, seed ${SEED}`,
      `${arrivals.cases} new cases, ${signals.accepted.length} signals accepted, ${signals.refused} not taken`,
      `idle at check ${looks} of ${LOOKS_MAX}, a second apart, after the last start of the worker`,
      ...[...rehostings(log)].map(([why, times]) => `rehosted: ${times}, ${why}`),
      ...spoiled.map((line) => `spoiled: ${line.slice(0, 600)}`),
      ...stuck.map(({ caseId, attempt, problems }) => `stuck: ${caseId}, attempt ${attempt} ${problems}`),
      ...untraced.map((commandId) => `without a trace: signal ${commandId}`),
      ...unexpected.map((answer) => `unexpected: ${answer}`),
    ],
    missed: [
      ...bar('stuck cases', stuck.length, 0),
      ...bar('histories that cannot be replayed', spoiled.length, 0),
      ...bar('accepted signals without a trace', untraced.length, 0),
      ...bar('requests without an outcome', pending, 0),
      ...bar('cases with an act lost or doubled', doubled.length, 0),
      ...bar('unexpected answers', unexpected.length, 0),
    ],
  }
}

const open = (stack: FaultStack, signals: SignalledActs) =>
  [
    repeatedTasks(stack.temporalAddress),
    signals.untraced(stack.databaseUrl),
    unfinished(stack.databaseUrl),
  ] as const

/** Opens new cases continuously. Each gets a signal while it is being opened, and an earlier case gets another signal. */
class Arrivals {
  cases = 0
  private isRunning = true
  private work: Promise<unknown> = Promise.resolve()
  private readonly openings: Openings
  private readonly signals: SignalledActs

  constructor(openings: Openings, signals: SignalledActs) {
    this.openings = openings
    this.signals = signals
  }

  get unexpected(): readonly string[] {
    return this.openings.unexpected
  }

  start(): void {
    this.work = this.keepComing()
  }

  async finish(): Promise<void> {
    this.isRunning = false
    await this.work
    await this.openings.answered()
  }

  private async keepComing(): Promise<void> {
    const caseIds: string[] = []
    const sent: Promise<void>[] = []
    while (this.isRunning) {
      const caseId = await this.openings.begin()
      caseIds.push(caseId)
      this.cases += 1
      const earlier = caseIds[Math.floor(Math.random() * caseIds.length)] ?? caseId
      sent.push(sleep(Math.random() * 5_000).then(() => this.signals.trySend(caseId)))
      sent.push(sleep(Math.random() * 5_000).then(() => this.signals.trySend(earlier)))
      await sleep(NEW_CASE_EVERY_MS)
    }
    await Promise.all(sent)
  }
}
