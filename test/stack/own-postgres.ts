/** Separate PostgreSQL servers for a test, which can be stopped, copied and started as a standby. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newPort } from '#stack/ports.ts'
import { embeddedPostgres, embeddedUrl } from '#stack/postgres.ts'
import { prepareStateFolder, stateFolder } from '#stack/state.ts'
import { Supervisor } from '#stack/supervisor.ts'
import { type TemporaryRoot, temporaryRoot } from '#stack/temporary-root.ts'

export class OwnPostgres {
  private readonly root: TemporaryRoot
  private readonly port: number
  private running: Supervisor | undefined

  private constructor(root: TemporaryRoot, port: number) {
    this.root = root
    this.port = port
  }

  /** A server that is not started yet. */
  static async make(): Promise<OwnPostgres> {
    return new OwnPostgres(temporaryRoot('postgres'), await newPort(new Set()))
  }

  /** A copy has the same password as the original. */
  url(database: string): string {
    return embeddedUrl(stateFolder(this.root.folder), this.port)(database)
  }

  async start(): Promise<void> {
    const state = stateFolder(this.root.folder)
    prepareStateFolder(state)
    this.running = new Supervisor({ logs: state.logs, changed: () => undefined, report: () => undefined })
    await this.running.start(embeddedPostgres(state, this.port))
  }

  async stop(): Promise<void> {
    await this.running?.stop()
    this.running = undefined
  }

  /** Copies the data of the other server. Both must be stopped. */
  copyFrom(other: OwnPostgres): void {
    // With owners and modes, which PostgreSQL checks.
    execFileSync('cp', ['-a', stateFolder(other.root.folder).folder, this.root.folder])
  }

  /** Makes its next start a standby, which follows `primary` or waits for one. */
  becomeStandby(primary?: OwnPostgres): void {
    const data = join(stateFolder(this.root.folder).folder, 'postgres')
    writeFileSync(join(data, 'standby.signal'), '')
    if (primary) this.configure(`primary_conninfo = '${primary.url('postgres')}'`)
  }

  /** Writes a setting, as ALTER SYSTEM does. */
  private configure(line: string): void {
    appendFileSync(
      join(stateFolder(this.root.folder).folder, 'postgres', 'postgresql.auto.conf'),
      `${line}\n`,
    )
  }

  async drop(): Promise<void> {
    await this.stop()
    this.root.remove()
  }
}
