/** What one task answers with is bounded in bytes; histories of before, in which that was counted otherwise, go on as they were. */
import { patched } from '@temporalio/workflow'
import { beforeEach, expect, it, vi } from 'vitest'
import { TaskOutput } from '#workflows/task-output.ts'

vi.mock('@temporalio/workflow', () => ({
  workflowInfo: () => ({ historyLength: 3 }),
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

it('the replay of a history of before counts as that did', () => {
  vi.mocked(patched).mockReturnValue(false)
  expect(isFull(['密'.repeat(MEBIBYTE / 3)])).toBe(false)
  expect(isFull(['密'.repeat(MEBIBYTE)])).toBe(true)
})

it('a run has the mark of the change only where it makes a difference', () => {
  isFull(['x'.repeat(MEBIBYTE), '密'.repeat(MEBIBYTE)])
  isFull(['x'])
  expect(patched).not.toHaveBeenCalled()
})
