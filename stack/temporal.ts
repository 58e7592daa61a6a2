import { searchAttributeFlags, servesNamespace } from './namespace.ts'
import type { Ports } from './ports.ts'
import type { StateFolder } from './state.ts'
import type { ProcessSpec } from './supervised.ts'

export type DynamicConfig = Readonly<Record<string, unknown>>

/** What rehearsals and tests need of the server; a production cluster has none of it (design: the clock). */
const DYNAMIC_CONFIG: DynamicConfig = {
  // Servers after 1.32 call it by the second name. A server takes the name that it knows, and leaves the other.
  'frontend.WorkflowTimeSkippingEnabled': true,
  'system.workflowTimeSkippingEnabled': true,
  'frontend.WorkflowTimeSkippingMaxSkipPerSession': 1_000_000,
  // By default each fired timer costs about a second, and a year of a case has hundreds.
  'history.timerProcessorMaxTimeShift': '10ms',
  'history.timerProcessorMaxPollRPS': 5_000,
  // Otherwise a case that continues as new within a second of its start gets a back-off, and overshoots.
  'history.workflowIdReuseMinimalInterval': '0s',
  'system.forceSearchAttributesCacheRefreshOnRead': true,
  // Also in production (temporal/dynamicconfig.yaml): a case whose task fails is found by it.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 2,
}

export interface TemporalOptions {
  readonly binary: string
  readonly ports: Ports
  readonly namespace: string
  readonly dynamicConfig: DynamicConfig
  /** Where it persists; without it, in the checkout's SQLite file. */
  readonly postgresUrl?: string
}

/** The Temporal development server of a checkout. */
export function temporalServer(state: StateFolder, options: TemporalOptions): ProcessSpec {
  const { binary, ports, namespace, postgresUrl } = options
  return {
    name: 'temporal',
    command: binary,
    args: serverArguments(options),
    // Not among the arguments, where every user of the machine could read the password.
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
    // In the working folder: the server makes an address of it, in which a path's own % or ? would have a meaning.
    ...(options.postgresUrl === undefined ? ['--db-filename', 'temporal.db'] : []),
    ...['--namespace', namespace],
    ...searchAttributeFlags(),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ]
}
