/** Runs one task at a time, in the order of arrival. */
export class Lock {
  /** The end of the last task; null when the lock is free. */
  private tail: Promise<void> | null = null

  /** Starts at once when the lock is free, because every promise costs the sandbox a stack trace. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.tail ? this.tail.then(task) : task()
    // A failed task must not block the following ones; its caller gets the error.
    const release = (): void => {
      if (this.tail === tail) this.tail = null
    }
    const tail = turn.then(release, release)
    this.tail = tail
    return turn
  }
}
