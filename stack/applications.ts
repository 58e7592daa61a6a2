import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Addresses } from './addresses.ts'
import { NAMESPACE } from './addresses.ts'
import type { ProcessSpec } from './supervised.ts'

const CHECKOUT = resolve(import.meta.dirname, '..')

/** The worker and the API, in the order in which they start. */
export function applications(addresses: Addresses, env: NodeJS.ProcessEnv): ProcessSpec[] {
  const own = {
    ...env,
    DATABASE_URL: addresses.databaseUrl(addresses.appDatabase),
    TEMPORAL_ADDRESS: addresses.temporalAddress,
    TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE || NAMESPACE,
    TEMPORAL_UI_URL: addresses.temporalUiUrl,
    API_URL: env.API_URL || addresses.apiUrl,
    API_PORT: new URL(addresses.apiUrl).port,
    WORKER_PORT: new URL(addresses.workerUrl).port,
  }
  return [
    application('worker', 'activities/worker-main.ts', own, addresses.workerUrl),
    application('api', 'api/main.ts', own, addresses.apiUrl),
  ]
}

function application(name: string, main: string, env: NodeJS.ProcessEnv, url: string): ProcessSpec {
  // Absolute, so that the command line shows to which checkout the process belongs.
  const file = join(CHECKOUT, main)
  if (!existsSync(file)) throw new Error(`${name} cannot be started: ${main} is missing`)
  return {
    name,
    command: process.execPath,
    args: ['--import', 'tsx', file],
    env,
    cwd: CHECKOUT,
    isReady: () => isHealthy(`${url}/readyz`),
    readyTimeoutMs: 90_000,
    stopSignal: 'SIGTERM',
    // A worker finishes its running activities first.
    stopGraceMs: 40_000,
  }
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
  await response.body?.cancel()
  return response.status === 200
}
