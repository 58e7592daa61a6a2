/** Holds the record, so that every `append` waits: as a long transaction or a database that stalls does. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const LOOK_EVERY_MS = 10
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

  /** No event is recorded from now on; a case is loaded as ever. */
  async hold(): Promise<void> {
    await this.holder.query('begin')
    await this.holder.query('lock table event in exclusive mode')
  }

  async release(): Promise<void> {
    await this.holder.query('rollback')
  }

  /** Resolves when that many recordings wait. */
  async untilWaiting(count: number): Promise<void> {
    for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
      const { rows } = await this.observer.query<{ n: number }>(
        `select count(*)::int as n from pg_locks where not granted and relation = 'event'::regclass`,
      )
      if ((rows[0]?.n ?? 0) >= count) return
      await sleep(LOOK_EVERY_MS)
    }
    throw new Error(`${count} recordings were to wait for the held record, and did not`)
  }

  async close(): Promise<void> {
    await Promise.all([this.holder.end(), this.observer.end()])
  }
}
