import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { giveTo, type PostgresAccount, plainEnvironment, postgresAccount, run } from './postgres-account.ts'
import { cleanUpAfterKill, clusterName } from './postgres-cleanup.ts'
import { postgresData } from './postgres-data.ts'
import { postgresPrograms } from './postgres-programs.ts'
import type { StateFolder } from './state.ts'
import type { ProcessSpec } from './supervised.ts'

const MAJOR_VERSION = '18'

/** The embedded PostgreSQL of a checkout. The first call creates the data folder. */
export function embeddedPostgres(state: StateFolder, port: number): ProcessSpec {
  const account = postgresAccount(join(state.folder, 'postgres'))
  const { data, home } = postgresData(state, account)
  const programs = postgresPrograms(account, home)
  const password = readPassword(state)
  if (!existsSync(data)) initialise({ data, account, initdb: programs.initdb, password })
  refuseOtherVersion(data)
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  return {
    name: 'postgres',
    command: programs.postgres,
    args: serverArguments(data, port),
    env: plainEnvironment(),
    cwd: data,
    ...account,
    before: () => cleanUpAfterKill(data),
    isReady: () => answers(url),
    readyTimeoutMs: 120_000,
    // SIGINT is PostgreSQL's fast shutdown: it ends the sessions and leaves the data consistent.
    stopSignal: 'SIGINT',
    stopGraceMs: 30_000,
  }
}

/** A function from the name of a database to its address on the embedded server. */
export function embeddedUrl(state: StateFolder, port: number): (database: string) => string {
  const password = readPassword(state)
  return (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

/** The same for the server in an address that the user gave. */
export function givenUrl(url: string): (database: string) => string {
  return (database) => {
    const address = new URL(url)
    address.pathname = `/${encodeURIComponent(database)}`
    return address.href
  }
}

/** Creates a database if it does not exist. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    // Another start may create it at the same time.
    if ((error as { code?: string }).code !== '42P04') throw error
  } finally {
    await client.end()
  }
}

function serverArguments(data: string, port: number): string[] {
  const settings = {
    port,
    cluster_name: clusterName(data),
    listen_addresses: '127.0.0.1',
    // No socket file: its path may be too long for the system, and it is not used.
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '256MB',
    timezone: 'UTC',
    // Answered data must be on disk, even if somebody has disabled fsync in this data folder for a fast import.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // After a kill, one system call instead of a flush of a thousand files: recovery is 1 s faster.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    log_timezone: 'UTC',
  }
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

interface Initialisation {
  readonly data: string
  readonly account: PostgresAccount
  readonly initdb: string
  readonly password: string
}

/** Created under another name and renamed, so that a killed start leaves no incomplete folder. */
function initialise({ data, account, initdb, password }: Initialisation): void {
  const passwordFile = `${data}.password.new`
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(account, passwordFile)
  try {
    // C.UTF-8 is the best locale beside ICU, but not every system has it.
    const failures = ['C.UTF-8', 'C'].map((base) => initialiseWith(base, data, { account, initdb }))
    if (failures.every((failure) => failure !== undefined)) {
      const causes = [...new Set(failures)].join('; ')
      throw new Error(`PostgreSQL could not make its data folder ${data}: ${causes}`)
    }
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function initialiseWith(
  base: string,
  data: string,
  { account, initdb }: Pick<Initialisation, 'account' | 'initdb'>,
): string | undefined {
  if (existsSync(data)) return undefined
  const draft = `${data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  giveTo(account, draft)
  const result = run(account, initdb, initArguments(data, draft, base))
  if (result.status !== 0) return result.error?.message ?? result.stderr.trim()
  renameSync(draft, data)
  return undefined
}

function initArguments(data: string, draft: string, base: string): string[] {
  return [
    `--pgdata=${draft}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${data}.password.new`,
    '--encoding=UTF8',
    `--locale=${base}`,
    '--lc-messages=C',
    '--locale-provider=icu',
    '--icu-locale=zh-Hans-CN',
  ]
}

function readPassword(state: StateFolder): string {
  mkdirSync(state.folder, { recursive: true })
  if (!existsSync(state.postgresPassword)) {
    writeFileSync(state.postgresPassword, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(state.postgresPassword, 'utf8').trim()
}

function refuseOtherVersion(data: string): void {
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `${data} was made by PostgreSQL ${version}, this is ${MAJOR_VERSION}: ` +
        'export the data with the old release, or delete all state with `npm run reset`.',
    )
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  })
  // A server that ends during the query also emits an error event. The failed query is enough.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } finally {
    await client.end().catch(() => undefined)
  }
}
