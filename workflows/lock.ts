/** One command at a time: handlers that await take their turn in the order in which they arrived. */
export class Lock {
  /** The end of the last one that took its turn; null when nobody has it. */
  private tail: Promise<void> | null = null

  /** Begins at once when nobody has the turn: every promise costs the sandbox a stack trace. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.tail ? this.tail.then(task) : task()
    // A failed task must not stop those that wait behind it; its caller gets the failure.
    const release = (): void => {
      if (this.tail === tail) this.tail = null
    }
    const tail = turn.then(release, release)
    this.tail = tail
    return turn
  }
}
