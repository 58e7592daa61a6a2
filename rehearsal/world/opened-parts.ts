/** What was opened, to be closed in the reverse order, also when something failed on the way. */

export class OpenedParts {
  private ends: (() => Promise<void>)[] = []

  /** Remembers how the part ends, once it is there. */
  async keep<T>(part: Promise<T>, end: (part: T) => Promise<void>): Promise<T> {
    const value = await part
    this.ends.push(() => end(value))
    return value
  }

  /** One that fails keeps none of the others from ending; the first failure is told when all have. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const end of this.ends.splice(0).toReversed()) {
      await end().catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  }
}

/** Like Promise.all, but when one fails the others are waited for, so that they can be closed. */
export async function allOf<T extends readonly Promise<unknown>[]>(parts: readonly [...T]) {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}
