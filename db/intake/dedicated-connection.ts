/**
 * A dedicated connection, for features that are bound to a session: advisory locks, LISTEN. Opened at the first use, and again after
 * it broke. Does not work with a pooler that shares sessions between transactions.
 */
import type { Client, Pool } from '../connect.ts'

export class DedicatedConnection<T> {
  private readonly pool: Pool
  private readonly prepare: (client: Client) => Promise<T>
  private opened: Promise<{ value: T; end: () => void }> | undefined

  /** `prepare` makes the value from a new connection. If it fails, the connection is closed. */
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

  /** Closes the connection, and with it everything that is bound to its session. */
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
      // The session is lost: the next `get` opens a new one.
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
