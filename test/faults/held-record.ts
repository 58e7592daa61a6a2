/** Holds the record, so that every `append` waits: as a long transaction or a database that stalls does. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const PATIENCE_MS = 30_000

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
    await Promise.all([holder.connect(), observer.connect()])
    return new HeldRecord(holder, observer)
  }

  /** Nobody writes from now on; reading goes on. */
  async hold(): Promise<void> {
    await this.holder.query('begin')
    await this.holder.query('lock table case_head in exclusive mode')
  }

  async release(): Promise<void> {
    await this.holder.query('rollback')
  }

  /** Resolves when that many recordings wait. */
  async untilWaiting(count: number): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(10)) {
      const { rows } = await this.observer.query<{ n: number }>(
        `select count(*)::int as n from pg_locks where not granted and relation = 'case_head'::regclass`,
      )
      if ((rows[0]?.n ?? 0) >= count) return
    }
    throw new Error(`${count} recordings were to wait for the held record, and did not`)
  }

  async close(): Promise<void> {
    await Promise.all([this.holder.end(), this.observer.end()])
  }
}
