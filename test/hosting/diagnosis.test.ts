import type { Client } from '@temporalio/client'
import { describe, expect, it, vi } from 'vitest'
import { diagnose, isSuspect } from '#activities/hosting/diagnosis.ts'
import { type Described, describe as describeRun } from '#activities/hosting/temporal-workflows.ts'
import { KINDS } from '#domain/kinds.ts'
import type { CaseId } from '#domain/values/ids.ts'

const open = { caseId: 'project/x' as CaseId, seq: 7 }
const well: Described = {
  ...{ runId: 'r', isRunning: true, status: 'RUNNING', type: 'projectLifecycle', taskQueue: 'tongchou' },
  ...{
    seq: 7,
    hasPendingTask: false,
    taskAttempt: 0,
    taskWaitsMs: 0,
    taskTakesMs: 0,
    hasProblems: false,
    ageMs: 1_000_000,
  },
}
const availability = { aliveMs: 3_600_000, backlogAgeMs: 0 }
const closed = { isRunning: false, status: 'TERMINATED' }

describe('a case that the record has open', () => {
  it.each([
    ['well', {}, null],
    ['closed', closed, 'missing'],
    ['of another type', { type: 'somethingElse' }, 'wrong'],
    ['in another queue', { taskQueue: 'elsewhere' }, 'wrong'],
    ['paused', { status: 'PAUSED' }, 'wrong'],
    ['failing for the third time', { hasPendingTask: true, taskAttempt: 3 }, 'failing'],
    ['failing for the second time', { hasPendingTask: true, taskAttempt: 2 }, null],
    ['marked by Temporal', { hasProblems: true }, 'failing'],
    [
      'at a task that does not end',
      { hasPendingTask: true, taskAttempt: 1, taskTakesMs: 130_000 },
      'failing',
    ],
    ['knowing less', { seq: 6 }, 'behind'],
    ['knowing nothing', { seq: null }, 'behind'],
    ['knowing more', { seq: 8 }, 'ahead'],
    ['about to know more', { seq: 6, hasPendingTask: true, taskAttempt: 1 }, null],
  ] as const)('%s', (_what, change, trouble) => {
    expect(diagnose(KINDS, open, { ...well, ...change }, availability)?.trouble ?? null).toBe(trouble)
  })

  it('that Temporal does not know', () => {
    expect(diagnose(KINDS, open, undefined, availability)?.trouble).toBe('missing')
  })
})

describe('a task that no worker has taken', () => {
  const WEEK_MS = 604_800_000
  it.each([
    ['is lost after more than ten minutes', {}, 'failing'],
    ['waits for the next worker after ten minutes less', { taskWaitsMs: 590_000 }, null],
    ['came while no worker was there', { aliveMs: 590_000 }, null],
    ['is in a queue with an older task', { backlogAgeMs: 2 * WEEK_MS }, null],
    ['is older than every task in the queue', { backlogAgeMs: WEEK_MS / 2 }, 'failing'],
  ] as const)('%s', (_what, change, trouble) => {
    const { taskWaitsMs, ...now } = { taskWaitsMs: WEEK_MS, ...availability, ...change }
    const found = { ...well, seq: 6, hasPendingTask: true, taskAttempt: 1, taskWaitsMs }
    expect(diagnose(KINDS, open, found, now)?.trouble ?? null).toBe(trouble)
  })

  it('says so', () => {
    const found = { ...well, hasPendingTask: true, taskAttempt: 1, taskWaitsMs: 700_000 }
    expect(diagnose(KINDS, open, found, availability)?.why).toBe('no worker got its workflow task for 700 s')
  })

  it('and that is from before an outage of the workers is not reported for its running time', () => {
    const found = { ...well, hasPendingTask: true, taskAttempt: 1, taskTakesMs: WEEK_MS }
    expect(diagnose(KINDS, open, found, { ...availability, aliveMs: 60_000 })).toBeNull()
  })
})

describe('the time of a task that Temporal describes', () => {
  const [SCHEDULED, STARTED] = [1, 2]
  const at = (seconds: number) => ({ seconds })
  const timesOf = async (pendingWorkflowTask: object) => {
    const workflowService = { describeWorkflowExecution: async () => ({ pendingWorkflowTask }) }
    const found = await describeRun({ workflowService, options: {} } as unknown as Client, 'x')
    return [found?.taskWaitsMs, found?.taskTakesMs]
  }
  const task = { scheduledTime: at(2_000), originalScheduledTime: at(2_000), startedTime: at(8_000) }
  it.each([
    ['waits since it was scheduled', { ...task, state: SCHEDULED }, [7_000_000, 0]],
    ['is at work since it was started, however long it waited', { ...task, state: STARTED }, [0, 1_000_000]],
    [
      'is at work since it was first scheduled when it was prolonged',
      { ...task, state: STARTED, originalScheduledTime: at(1_000) },
      [0, 8_000_000],
    ],
    [
      'is at work since it was started after one that failed',
      { ...task, state: STARTED, originalScheduledTime: at(0) },
      [0, 1_000_000],
    ],
  ] as const)('%s', async (_what, described, times) => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(9_000_000)
    expect(await timesOf(described)).toEqual(times)
    now.mockRestore()
  })
})

describe('a workflow without an open case in the record', () => {
  it.each([
    ['closed, as it should be', closed, null],
    ['just opening its case, or ending with it', { ageMs: 5_000 }, null],
    ['long since', {}, 'unneeded'],
    ['young, but failing', { ageMs: 5_000, hasProblems: true }, 'unneeded'],
  ] as const)('%s', (_what, change, trouble) => {
    expect(diagnose(KINDS, undefined, { ...well, ...change }, availability)?.trouble ?? null).toBe(trouble)
  })
})

describe('the list', () => {
  const listed = { seq: 7, taskQueue: 'tongchou', hasProblems: false }
  it.each([
    ['shows nothing wrong', listed, false],
    ['does not show it', undefined, true],
    ['shows another event', { ...listed, seq: 6 }, true],
    ['shows another queue', { ...listed, taskQueue: 'elsewhere' }, true],
    ['shows a mark', { ...listed, hasProblems: true }, true],
  ] as const)('%s', (_what, seen, suspect) => {
    expect(isSuspect(open, seen)).toBe(suspect)
  })
})
