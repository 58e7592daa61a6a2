/**
 * A worker that freezes while the record is slow loses nothing: neither a case that it was opening, nor an accepted Signal that arrived
 * meanwhile (docs/adr/0018).
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
   * The first task of each case times out during the freeze, and the server gives the second task to the frozen worker. When the worker
   * continues, this task is nearly timed out for the server but has just begun for the worker, and a signal arrives in between.
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
    expect(stack.pid('worker'), 'the frozen process does not continue').not.toBe(frozen)
    return opening
  }

  /** Lets another worker replay the cases: then errors in the cached state become visible. */
  async function replayed(caseIds: readonly string[]): Promise<void> {
    await openings.answered()
    await stack.kill('worker')
    await stack.waitReady('worker')
    await Promise.all(caseIds.map((caseId) => signals.send(caseId)))
  }

  it('leaves no case blocked and loses no accepted signal', { timeout: 10 * 60_000 }, async () => {
    const opened: string[] = []
    for (let count = 0; count < FREEZES; count += 1) opened.push(...(await freezeOnce()))
    await replayed(opened)

    const settled = { timeout: 60_000, interval: 500 }
    await expect.poll(() => signals.untraced(stack.databaseUrl), settled).toEqual([])
    await expect.poll(() => repeatedTasks(stack.temporalAddress), settled).toEqual([])
    await expect.poll(() => unfinished(stack.databaseUrl), settled).toBe(0)
    expect(unreplayable(stack.workerLog()), 'no history had to be repaired').toEqual([])
    expect(openings.unexpected).toEqual([])
    expect(signals.accepted).toHaveLength(2 * FREEZES * NEW_CASES)
  })
})
