/** Locks the record, so that every `append` waits, as with a long transaction or a stalled database. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const POLL_INTERVAL_MS = 10
const LOOKS_MAX = 3_000

export class HeldRecord {
  private readonly holder: pg.Client
  private readonly observer: pg.Client

  private constructor(holder: pg.Client, observer: pg.Client) {
    this.holder = holder
    this.observer = observer
  }

  static async open(databaseUrl: string): Promise<HeldRecord> {
    const [holder, observer] = [databaseUrl, databaseUrl].map(
      (url) => new pg.Client({ connectionString: url }),
    )
    if (!holder || !observer) throw new Error('no connections')
    // Ignore connection errors, so that the original failure is reported.
    for (const client of [holder, observer]) client.on('error', () => undefined)
    await Promise.all([holder.connect(), observer.connect()])
    return new HeldRecord(holder, observer)
  }

  /** From now on no event can be recorded; cases can still be loaded. */
  async hold(): Promise<void> {
    await this.holder.query('begin')
    await this.holder.query('lock table event in exclusive mode')
  }

  async release(): Promise<void> {
    await this.holder.query('rollback')
  }

  /** Resolves when so many recordings wait. */
  async untilWaiting(count: number): Promise<void> {
    for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
      const { rows } = await this.observer.query<{ n: number }>(
        `select count(*)::int as n from pg_locks where not granted and relation = 'event'::regclass`,
      )
      if ((rows[0]?.n ?? 0) >= count) return
      await sleep(POLL_INTERVAL_MS)
    }
    throw new Error(`${count} recordings should wait for the locked record, but do not`)
  }

  async close(): Promise<void> {
    await Promise.all([this.holder.end(), this.observer.end()])
  }
}
