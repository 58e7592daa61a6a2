/** Collects cleanup functions and runs them in reverse order, also after an error. */

export class CleanupStack {
  private ends: (() => Promise<void>)[] = []

  /** Waits for the part and adds its cleanup function. */
  async keep<T>(part: Promise<T>, end: (part: T) => Promise<void>): Promise<T> {
    const value = await part
    this.ends.push(() => end(value))
    return value
  }

  /** Runs all functions, even if some fail; then throws the first error. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const end of this.ends.splice(0).toReversed()) {
      await end().catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  }
}

/** Like Promise.all, but waits for all promises also when one fails, so that all parts can be closed. */
export async function allOf<T extends readonly Promise<unknown>[]>(parts: readonly [...T]) {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}
