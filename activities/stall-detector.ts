/**
 * Ends a worker whose process was stopped for a while (a frozen container, a suspended machine). The server has given its workflow
 * tasks to workers again, also to this one, and the SDK's cached state of a case can then lack messages that are in its history
 * (docs/adr/0018). The worker exits as if it had been killed; the supervisor starts it again with an empty cache.
 */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { startThread } from '#wire/thread.ts'

/**
 * Watches from its own thread, so that a busy event loop does not count as a stall. Resolves when the thread watches; from then on
 * the process ends after a stall of more than `limitMs` milliseconds.
 */
export async function exitAfterStall(limitMs: number): Promise<void> {
  const thread = startThread(new URL('./stall-watch.ts', import.meta.url), { limitMs })
  await once(thread, 'message')
  thread.unref()
}

/** Kills the process, because no task in progress may be completed. Callable from any thread. */
export function exitAtOnce(msg: string, fields: object = {}): void {
  const line = { level: 60, time: new Date().toISOString(), service: 'worker', ...fields, msg }
  try {
    writeSync(1, `${JSON.stringify(line)}\n`)
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}

export interface Clocks {
  /** Monotonic milliseconds: they advance while the process is stopped, but not while the machine is. */
  steady: number
  /** Wall-clock milliseconds: set forward after the machine was stopped. */
  wall: number
}

/** For how long the process was stopped between two looks that should be `everyMs` apart. */
export function stallMs(before: Clocks, after: Clocks, everyMs: number): number {
  return Math.max(after.steady - before.steady, after.wall - before.wall) - everyMs
}
