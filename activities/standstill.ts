/**
 * A worker that stood still must not go on. The server has given its workflow tasks away meanwhile, also to this very
 * worker again, and what the SDK then remembers of a case can lack messages that are in its history (docs/adr/0018).
 * It ends at once, as if it had been killed; whoever keeps it running starts it again, with nothing remembered.
 */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { startThread } from '#wire/thread.ts'

/**
 * Watches from a thread of its own, so that a busy event loop is not taken for a standstill. Resolves when it does;
 * from then on the process ends after a standstill of more than `limitMs` milliseconds.
 */
export async function endAfterStandstill(limitMs: number): Promise<void> {
  const thread = startThread(new URL('./standstill-watch.ts', import.meta.url), { limitMs })
  await once(thread, 'message')
  thread.unref()
}

/** Not an orderly end: nothing that is under way may be completed. Callable from any thread. */
export function endAtOnce(msg: string, fields: object = {}): void {
  const line = { level: 60, time: new Date().toISOString(), service: 'worker', ...fields, msg }
  try {
    writeSync(1, `${JSON.stringify(line)}\n`)
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}

export interface Clocks {
  /** Milliseconds that only go forward; they go on while the process is stopped, not while its machine is. */
  steady: number
  /** Wall-clock milliseconds; set forward when the machine had stood still. */
  wall: number
}

/** For how long nothing of the process ran between two looks that were to be `everyMs` apart. */
export function standstillMs(before: Clocks, after: Clocks, everyMs: number): number {
  return Math.max(after.steady - before.steady, after.wall - before.wall) - everyMs
}
