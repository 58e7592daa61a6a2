/** The answer of one task is limited in bytes; older histories, which were counted in another way, still replay. */
import { patched, sleep } from '@temporalio/workflow'
import { beforeEach, expect, it, vi } from 'vitest'
import { LocalActivities } from '#workflows/local-activities.ts'
import { TaskOutput } from '#workflows/task-output.ts'

vi.mock('@temporalio/workflow', () => ({
  workflowInfo: () => ({ historyLength: 3 }),
  sleep: vi.fn(async () => undefined),
  patched: vi.fn(() => true),
}))
beforeEach(() => vi.clearAllMocks())

/** Whether a task ends after such results; the first one is not measured. */
function isFull(results: readonly string[]): boolean {
  const output = new TaskOutput()
  for (const result of ['first', ...results]) output.add(result)
  return output.isFull()
}

const MEBIBYTE = 1_048_576

it.each([
  ['with less', ['x'.repeat(MEBIBYTE - 3)], false],
  ['with a mebibyte in Latin letters', ['x'.repeat(MEBIBYTE)], true],
  ['with a mebibyte in Chinese', ['密'.repeat(MEBIBYTE / 3)], true],
  ['with 200 results', Array<string>(199).fill(''), true],
] as const)('a task %s', (_what, results, full) => {
  expect(isFull(results)).toBe(full)
})

it('a full task ends before the next local activity begins', async () => {
  const activities = new LocalActivities()
  for (let i = 0; i < 200; i += 1) await activities.run(async () => '')
  expect(sleep).not.toHaveBeenCalled()
  const endedBefore = await activities.run(async () => vi.mocked(sleep).mock.calls.length)
  expect(endedBefore).toBe(1)
  expect(sleep).toHaveBeenCalledTimes(1)
})

it('the replay of an older history counts in the old way', () => {
  vi.mocked(patched).mockReturnValue(false)
  expect(isFull(['密'.repeat(MEBIBYTE / 3)])).toBe(false)
  expect(isFull(['密'.repeat(MEBIBYTE)])).toBe(true)
})

it('a run has the marker of the change only if it makes a difference', () => {
  isFull(['x'.repeat(MEBIBYTE), '密'.repeat(MEBIBYTE)])
  isFull(['x'])
  expect(patched).not.toHaveBeenCalled()
})
