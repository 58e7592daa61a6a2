import type { Ports } from './ports.ts'
import { embeddedUrl, givenUrl } from './postgres.ts'
import type { StateFolder } from './state.ts'

export const NAMESPACE = 'tongchou'
const DATABASE = 'tongchou'

/** The addresses of the parts of a stack. */
export interface Addresses {
  /** The address of a database on the stack's PostgreSQL server. */
  readonly databaseUrl: (name: string) => string
  /** For creating databases. */
  readonly adminDatabaseUrl: string
  /** The database of the API and the worker. */
  readonly appDatabase: string
  readonly temporalAddress: string
  readonly temporalUiUrl: string
  readonly apiUrl: string
  readonly workerUrl: string
}

/** Derives the addresses from the ports, or from those servers that the environment names. */
export function addressesOf(state: StateFolder, ports: Partial<Ports>, env: NodeJS.ProcessEnv): Addresses {
  const local = (port: number | undefined) => (port === undefined ? '' : `http://127.0.0.1:${port}`)
  const databaseUrl = env.DATABASE_URL ? givenUrl(env.DATABASE_URL) : embeddedUrl(state, ports.postgres ?? 0)
  return {
    databaseUrl,
    adminDatabaseUrl: databaseUrl('postgres'),
    appDatabase: (env.DATABASE_URL && databaseIn(env.DATABASE_URL)) || DATABASE,
    temporalAddress: env.TEMPORAL_ADDRESS || `127.0.0.1:${ports.temporal}`,
    temporalUiUrl: env.TEMPORAL_ADDRESS ? (env.TEMPORAL_UI_URL ?? '') : local(ports.temporalUi),
    apiUrl: local(ports.api),
    workerUrl: local(ports.worker),
  }
}

function databaseIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}
