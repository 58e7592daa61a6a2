import type { ProcessRecord } from './process-record.ts'
import { type ProcessSpec, Supervised } from './supervised.ts'

export interface SupervisorOptions {
  readonly logs: string
  /** Called with all running processes after each start of one. */
  readonly changed: (processes: Readonly<Record<string, ProcessRecord>>) => void
  readonly report: (line: string) => void
}

/** Keeps named processes running. Starts them in order and stops them in the opposite order. */
export class Supervisor {
  private readonly options: SupervisorOptions
  private readonly members: Supervised[] = []
  private readonly records: Record<string, ProcessRecord> = {}
  private stopping: Promise<void> | undefined

  constructor(options: SupervisorOptions) {
    this.options = options
  }

  /** Starts another process and waits until it is ready. */
  async start(spec: ProcessSpec): Promise<void> {
    if (this.stopping) throw new Error(`${spec.name} was not started: the stack is stopping`)
    const member = new Supervised(spec, this.options.logs, {
      started: (name, process) => {
        this.records[name] = process
        this.options.changed(this.records)
      },
      died: (name, how) => this.options.report(`${name} ended (${how}); starting it again`),
    })
    this.members.push(member)
    await member.start()
  }

  /** Ends all processes, the last started one first, each after the ones that need it have ended. */
  stop(): Promise<void> {
    this.stopping ??= this.stopInOrder()
    return this.stopping
  }

  /** Signals all processes to stop without waiting, because this process must end itself. */
  abandon(): void {
    for (const member of this.members) member.signal(member.spec.stopSignal)
  }

  /** Kills one process without warning. */
  async kill(name: string): Promise<void> {
    await this.member(name).kill()
  }

  async waitReady(name: string, timeoutMs: number): Promise<void> {
    await this.member(name).waitReady(timeoutMs)
  }

  /** The current process ids. */
  pids(): Record<string, number> {
    return Object.fromEntries(
      this.members.flatMap(({ spec, pid }) => (pid === undefined ? [] : [[spec.name, pid] as const])),
    )
  }

  private async stopInOrder(): Promise<void> {
    for (const member of this.members.toReversed()) await member.stop()
  }

  private member(name: string): Supervised {
    const member = this.members.find(({ spec }) => spec.name === name)
    if (!member) throw new Error(`no process named ${name} is supervised here`)
    return member
  }
}
