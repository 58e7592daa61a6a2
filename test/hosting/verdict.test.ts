import { describe, expect, it } from 'vitest'
import type { Described } from '#activities/hosting/engine.ts'
import { isSuspect, verdictOn } from '#activities/hosting/verdict.ts'
import type { CaseId } from '#domain/ids.ts'

const open = { caseId: 'project/x' as CaseId, seq: 7 }
const well: Described = {
  ...{ runId: 'r', isRunning: true, status: 'RUNNING', type: 'projectLifecycle', taskQueue: 'tongchou' },
  ...{ seq: 7, hasPendingTask: false, taskAttempt: 0, taskTakesMs: 0, hasProblems: false, ageMs: 1_000_000 },
}
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
    ['marked by the engine', { hasProblems: true }, 'failing'],
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
    expect(verdictOn(open, { ...well, ...change })?.trouble ?? null).toBe(trouble)
  })

  it('of which the engine knows nothing', () => {
    expect(verdictOn(open, undefined)?.trouble).toBe('missing')
  })
})

describe('a workflow of which the record has no open case', () => {
  it.each([
    ['closed, as it should be', closed, null],
    ['just opening its case, or ending with it', { ageMs: 5_000 }, null],
    ['long since', {}, 'unneeded'],
    ['young, but failing', { ageMs: 5_000, hasProblems: true }, 'unneeded'],
  ] as const)('%s', (_what, change, trouble) => {
    expect(verdictOn(undefined, { ...well, ...change })?.trouble ?? null).toBe(trouble)
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
