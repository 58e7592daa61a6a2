/** PostgreSQL servers of a test's own, without the rest of a stack: to be stopped, copied and started as something else. */
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

  /** Not started yet. */
  static async make(): Promise<OwnPostgres> {
    return new OwnPostgres(temporaryRoot('postgres'), await newPort(new Set()))
  }

  /** A copy has the password of what it was copied from. */
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

  /** While both are stopped: this one gets everything that the other has. */
  copyFrom(other: OwnPostgres): void {
    // With owners and modes, which PostgreSQL insists on.
    execFileSync('cp', ['-a', stateFolder(other.root.folder).folder, this.root.folder])
  }

  /** Its next start is one in recovery: of a standby that follows `primary`, or that waits for one. */
  becomeStandby(primary?: OwnPostgres): void {
    const data = join(stateFolder(this.root.folder).folder, 'postgres')
    writeFileSync(join(data, 'standby.signal'), '')
    if (primary) this.configure(`primary_conninfo = '${primary.url('postgres')}'`)
  }

  /** As an operator's ALTER SYSTEM would. */
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
