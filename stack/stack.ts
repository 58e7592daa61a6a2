import { type Addresses, addressesOf, NAMESPACE } from './addresses.ts'
import { applications } from './applications.ts'
import { attach } from './attach.ts'
import { endLeftovers } from './leftovers.ts'
import { acquireLock, holderOf } from './lock-file.ts'
import { prepareNamespaceAt } from './namespace.ts'
import { choosePorts, type PortName, type Ports } from './ports.ts'
import { createDatabase, embeddedPostgres } from './postgres.ts'
import { identify } from './process-record.ts'
import { stopOnSignals } from './signals.ts'
import { prepareStateFolder, readState, type StateFolder, stateFolder, writeState } from './state.ts'
import { Supervisor } from './supervisor.ts'
import { type DynamicConfig, temporalServer } from './temporal.ts'
import { ownTemporalBinary, temporalBinary } from './temporal-binary.ts'

export interface StackOptions {
  /** The folder that has the state in its `.tongchou/`. */
  readonly root: string
  /** Settings of the stack, also passed to the API and the worker; by default the environment of this process. */
  readonly env?: NodeJS.ProcessEnv
  readonly quiet?: boolean
  /** Receives the progress lines instead of the terminal. */
  readonly report?: (line: string) => void
  readonly processes: 'all' | 'servers'
  /** Further settings of the Temporal server, by their names in its dynamic configuration. */
  readonly dynamicConfig?: DynamicConfig
  /** The store of Temporal; `postgres` as in production, for fault tests. */
  readonly temporalStore?: 'sqlite' | 'postgres'
}

export interface Stack {
  databaseUrl(name: string): string
  readonly adminDatabaseUrl: string
  readonly temporalAddress: string
  readonly temporalUiUrl: string
  readonly apiUrl: string
  readonly workerUrl: string
  /** A stack of the same folder was running already: `stop` does not end it. */
  readonly isAttached: boolean
  pids(): Record<string, number>
  /** Ends everything in order; also on SIGINT, SIGTERM and SIGHUP. */
  stop(): Promise<void>
  /** Kills one process without warning, for fault tests; it is started again. */
  kill(name: string): Promise<void>
  waitReady(name: string): Promise<void>
}

/** Whether a launcher of this folder is running. */
export function isRunning(root: string): boolean {
  return holderOf(stateFolder(root).lock) !== undefined
}

/** Starts PostgreSQL and Temporal, and if wanted the worker and the API, and keeps them running. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const state = stateFolder(options.root)
  prepareStateFolder(state)
  const lock = acquireLock(state.lock)
  if (!lock.mine) return attach(state, options, lock.holder)
  try {
    return await launch(state, options, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function launch(state: StateFolder, options: StackOptions, lock: { release(): void }): Promise<Stack> {
  const env = options.env ?? process.env
  const report = reporter(options)
  await endLeftovers(state, report)
  const ports = await choosePorts(portsNeeded(options, env), readState(state).ports, env)
  const addresses = addressesOf(state, ports, env)
  const supervisor = new Supervisor({
    logs: state.logs,
    report,
    changed: (pids) => write(pids),
  })
  let isReady = false
  const launcher = identify(process.pid) ?? ''
  const write = (pids = readState(state).pids) =>
    writeState(state, { ports, pids, running: { launcher, processes: options.processes, isReady } })
  const end = async () => {
    await supervisor.stop()
    writeState(state, { ports, pids: {} })
    lock.release()
    signals.release()
  }
  let ending: Promise<void> | undefined
  const stop = () => {
    ending ??= end()
    return ending
  }
  const signals = stopOnSignals({ stop, abandon: () => supervisor.abandon(), report })
  write({})
  try {
    await startParts({ state, options, env, ports, addresses, supervisor, report })
  } catch (error) {
    await stop()
    throw error
  }
  isReady = true
  write()
  return stackOf(addresses, supervisor, stop)
}

interface Launch {
  readonly state: StateFolder
  readonly options: StackOptions
  readonly env: NodeJS.ProcessEnv
  readonly ports: Ports
  readonly addresses: Addresses
  readonly supervisor: Supervisor
  readonly report: (line: string) => void
}

async function startParts(launch: Launch): Promise<void> {
  const { state, options, env, ports, addresses, supervisor, report } = launch
  if (!env.DATABASE_URL) {
    report('starting PostgreSQL …')
    await supervisor.start(embeddedPostgres(state, ports.postgres))
  }
  await createDatabase(addresses.adminDatabaseUrl, addresses.appDatabase)
  if (!env.TEMPORAL_ADDRESS) await startTemporal(launch)
  const namespace = env.TEMPORAL_NAMESPACE || NAMESPACE
  await prepareNamespaceAt(addresses.temporalAddress, namespace)
  if (options.processes === 'servers') return
  for (const spec of applications(addresses, env)) {
    report(`starting the ${spec.name.replace('api', 'API')} …`)
    await supervisor.start(spec)
  }
}

async function startTemporal({ state, options, env, ports, addresses, supervisor, report }: Launch) {
  const onPostgres = options.temporalStore === 'postgres'
  const binary = await (onPostgres ? ownTemporalBinary : temporalBinary)(env, report)
  report('starting Temporal …')
  const spec = temporalServer(state, {
    binary,
    ports,
    namespace: env.TEMPORAL_NAMESPACE || NAMESPACE,
    dynamicConfig: options.dynamicConfig ?? {},
    ...(onPostgres ? { postgresUrl: addresses.databaseUrl('temporal') } : {}),
  })
  await supervisor.start(spec)
}

function stackOf(addresses: Addresses, supervisor: Supervisor, stop: () => Promise<void>): Stack {
  return {
    ...addresses,
    isAttached: false,
    pids: () => supervisor.pids(),
    stop,
    kill: (name) => supervisor.kill(name),
    waitReady: (name) => supervisor.waitReady(name, 60_000),
  }
}

function portsNeeded(options: StackOptions, env: NodeJS.ProcessEnv): PortName[] {
  const servers: PortName[] = [
    ...(env.DATABASE_URL ? [] : (['postgres'] as const)),
    ...(env.TEMPORAL_ADDRESS ? [] : (['temporal', 'temporalUi'] as const)),
  ]
  return options.processes === 'all' ? [...servers, 'api', 'worker'] : servers
}

function reporter(options: StackOptions): (line: string) => void {
  if (options.report) return options.report
  return options.quiet ? () => undefined : (line) => console.log(line)
}
