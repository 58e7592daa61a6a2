/**
 * Acts whose answer arrived: their workflows know the decision, so the sweeper need not ask them to catch up. Collected in memory and
 * written in batches. A lost batch only means some unnecessary catch-up signals.
 */
import type { CommandId } from '#domain/values/ids.ts'

const INTERVAL_MS = 1_000

export class AnsweredActs {
  private readonly write: (ids: CommandId[]) => Promise<void>
  private readonly onError: (error: unknown) => void
  private ids: CommandId[] = []
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  constructor(write: (ids: CommandId[]) => Promise<void>, onError: (error: unknown) => void) {
    this.write = write
    this.onError = onError
  }

  note(id: CommandId): void {
    this.ids.push(id)
    this.timer ??= setTimeout(() => void this.flush(), INTERVAL_MS).unref()
  }

  /** Writes what was noted; awaited before this process ends. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const ids = this.ids
    this.ids = []
    if (ids.length > 0) this.writing = this.writing.then(() => this.write(ids)).catch(this.onError)
    return this.writing
  }
}
