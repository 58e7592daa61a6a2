import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { debounced } from '#activities/debounced.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  // The process has run for a while.
  vi.advanceTimersByTime(1_000)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('waking the outbox', () => {
  it('makes one signal of many calls, and one more for those that came later', async () => {
    let calls = 0
    const wake = debounced(
      async () => {
        calls += 1
      },
      () => undefined,
      50,
    )
    for (let i = 0; i < 100; i++) wake()
    await vi.advanceTimersByTimeAsync(20)
    expect(calls).toBe(1)
    for (let i = 0; i < 100; i++) wake()
    await vi.advanceTimersByTimeAsync(10)
    expect(calls).toBe(1)
    await vi.advanceTimersByTimeAsync(80)
    expect(calls).toBe(2)
  })

  it('continues after a lost signal', async () => {
    const errors: unknown[] = []
    const wake = debounced(
      () => Promise.reject(new Error('unavailable')),
      (error) => errors.push(error),
      1,
    )
    wake()
    await vi.advanceTimersByTimeAsync(20)
    wake()
    await vi.advanceTimersByTimeAsync(20)
    expect(errors).toHaveLength(2)
  })
})
