import { setTimeout as sleep } from 'node:timers/promises'

/** The answer, or undefined when it does not arrive in time. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  return Promise.race([answer.catch(() => undefined), sleep(ms, undefined, { ref: false })])
}
