import { searchAttributeFlags, servesNamespace } from './namespace.ts'
import type { Ports } from './ports.ts'
import type { StateFolder } from './state.ts'
import type { ProcessSpec } from './supervised.ts'

export type DynamicConfig = Readonly<Record<string, unknown>>

/** Settings for rehearsals and tests; a production cluster needs only the last one. */
const DYNAMIC_CONFIG: DynamicConfig = {
  // Servers after 1.32 use the second name. A server ignores the name that it does not know.
  'frontend.WorkflowTimeSkippingEnabled': true,
  'system.workflowTimeSkippingEnabled': true,
  'frontend.WorkflowTimeSkippingMaxSkipPerSession': 1_000_000,
  // By default each timer that fires takes about a second, and one year of a case has hundreds.
  'history.timerProcessorMaxTimeShift': '10ms',
  'history.timerProcessorMaxPollRPS': 5_000,
  // Otherwise a case that continues as new within a second of its start is delayed, and its virtual time passes the target.
  'history.workflowIdReuseMinimalInterval': '0s',
  'system.forceSearchAttributesCacheRefreshOnRead': true,
  // Also in production (temporal/dynamicconfig.yaml), because cases whose tasks fail are found by it.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 2,
}

export interface TemporalOptions {
  readonly binary: string
  readonly ports: Ports
  readonly namespace: string
  readonly dynamicConfig: DynamicConfig
  /** Address of its PostgreSQL store; without it, the SQLite file of the checkout. */
  readonly postgresUrl?: string
}

/** The Temporal development server of a checkout. */
export function temporalServer(state: StateFolder, options: TemporalOptions): ProcessSpec {
  const { binary, ports, namespace, postgresUrl } = options
  return {
    name: 'temporal',
    command: binary,
    args: serverArguments(options),
    // Not an argument, because every user of the machine can read arguments, and it contains the password.
    env: { ...process.env, TEMPORAL_POSTGRES_URL: postgresUrl ?? '' },
    cwd: state.folder,
    isReady: () => servesNamespace(`127.0.0.1:${ports.temporal}`, namespace),
    readyTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    stopGraceMs: 20_000,
  }
}

function serverArguments(options: TemporalOptions): string[] {
  const { ports, namespace } = options
  const dynamicConfig = { ...DYNAMIC_CONFIG, ...options.dynamicConfig }
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'],
    ...['--port', String(ports.temporal), '--ui-port', String(ports.temporalUi)],
    // Relative to the working folder: the server makes a URL of it, in which % or ? of a path would have a meaning.
    ...(options.postgresUrl === undefined ? ['--db-filename', 'temporal.db'] : []),
    ...['--namespace', namespace],
    ...searchAttributeFlags(),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ]
}
