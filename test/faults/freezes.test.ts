/**
 * A worker that freezes while the record is slow loses nothing and leaves no case behind: not the one that it was
 * opening, nor an accepted Signal that arrived meanwhile (docs/adr/0018).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WORKFLOW_TASK_TIMEOUT_MS } from '#wire/names.ts'
import { type FaultStack, openFaultStack } from './fault-stack.ts'
import { HeldRecord } from './held-record.ts'
import { unfinished } from './inspection.ts'
import { Openings } from './openings.ts'
import { SignalledActs } from './signalled-acts.ts'
import { repeatedTasks, unreplayable } from './stuck-cases.ts'

const FREEZES = 3
const NEW_CASES = 4

describe('a frozen worker', () => {
  let stack: FaultStack
  let record: HeldRecord
  let openings: Openings
  let signals: SignalledActs

  beforeAll(async () => {
    stack = await openFaultStack({})
    record = await HeldRecord.open(stack.databaseUrl)
    openings = await Openings.open(stack.apiUrl, stack.databaseUrl)
    signals = await SignalledActs.open(stack.temporalAddress)
  }, 20 * 60_000)

  afterAll(async () => {
    await signals?.close()
    await record?.close()
    await stack?.close()
  }, 120_000)

  /**
   * The first task of each case runs out during the freeze, and the second is given to the frozen worker: when it goes
   * on, the server's time for that task is nearly over, its own has just begun, and a signal comes in between.
   */
  async function freezeOnce(): Promise<string[]> {
    await record.hold()
    const opening = await Promise.all(Array.from({ length: NEW_CASES }, () => openings.begin()))
    await record.untilWaiting(NEW_CASES)
    const frozen = stack.pid('worker')
    await stack.freeze('worker', 1.25 * WORKFLOW_TASK_TIMEOUT_MS)
    await sleep(0.25 * WORKFLOW_TASK_TIMEOUT_MS)
    await Promise.all(opening.map((caseId) => signals.send(caseId)))
    await sleep(0.55 * WORKFLOW_TASK_TIMEOUT_MS)
    await record.release()
    await stack.waitReady('worker')
    expect(stack.pid('worker'), 'the process that stood still does not go on').not.toBe(frozen)
    return opening
  }

  /** What a worker remembers wrongly shows when it has forgotten: the cases are replayed by another. */
  async function replayed(caseIds: readonly string[]): Promise<void> {
    await openings.answered()
    await stack.kill('worker')
    await stack.waitReady('worker')
    await Promise.all(caseIds.map((caseId) => signals.send(caseId)))
  }

  it('leaves no case stuck and no accepted signal without a trace', { timeout: 10 * 60_000 }, async () => {
    const opened: string[] = []
    for (let count = 0; count < FREEZES; count += 1) opened.push(...(await freezeOnce()))
    await replayed(opened)

    const settled = { timeout: 60_000, interval: 500 }
    await expect.poll(() => signals.untraced(stack.databaseUrl), settled).toEqual([])
    await expect.poll(() => repeatedTasks(stack.temporalAddress), settled).toEqual([])
    await expect.poll(() => unfinished(stack.databaseUrl), settled).toBe(0)
    expect(unreplayable(stack.workerLog()), 'nor is one mended that should not have been hurt').toEqual([])
    expect(openings.unexpected).toEqual([])
    expect(signals.accepted).toHaveLength(2 * FREEZES * NEW_CASES)
  })
})
