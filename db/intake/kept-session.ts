/**
 * A connection of one's own for what lives as long as its session: locks, listening. Opened when it is first asked
 * for, and again after it broke. Not for a pooler that shares sessions between transactions.
 */
import type { Client, Pool } from '../connect.ts'

export class KeptSession<T> {
  private readonly pool: Pool
  private readonly prepare: (client: Client) => Promise<T>
  private opened: Promise<{ value: T; end: () => void }> | undefined

  /** `prepare` makes of a new connection what is kept; if it fails, the connection is ended. */
  constructor(pool: Pool, prepare: (client: Client) => Promise<T>) {
    this.pool = pool
    this.prepare = prepare
  }

  async get(): Promise<T> {
    this.opened ??= this.connect().catch((error: unknown) => {
      this.opened = undefined
      throw error
    })
    return (await this.opened).value
  }

  /** Ends the connection, and everything that lives in its session with it. */
  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined)
    this.opened = undefined
    opened?.end()
  }

  private async connect(): Promise<{ value: T; end: () => void }> {
    const client = await this.pool.connect()
    let isOver = false
    const end = (): void => {
      if (!isOver) client.release(true)
      isOver = true
    }
    client.on('error', () => {
      // What lived in the session went with it; whoever asks next gets a new one.
      this.opened = undefined
      end()
    })
    try {
      return { value: await this.prepare(client), end }
    } catch (error) {
      end()
      throw error
    }
  }
}
