/** One command at a time: handlers that await take their turn in the order in which they arrived. */
export class Lock {
  private tail: Promise<unknown> = Promise.resolve()

  run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(task)
    // A failed task must not stop those that wait behind it; its caller gets the failure.
    this.tail = turn.catch(() => undefined)
    return turn
  }
}
