/** The SDK's native part; one a process, before anything else of it is used. */
import { type LogLevel, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import type { Logger } from './telemetry.ts'

let isInstalled = false

/** The SDK's logs go where ours go, and signals are left to whoever started the process. */
export function installRuntime(logger: Logger): void {
  if (isInstalled) return
  isInstalled = true
  Runtime.install({
    // The SDK would end the process its own way.
    shutdownSignals: [],
    logger: sdkLogger(logger),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
  })
}

const LEVELS: Readonly<Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
}

function sdkLogger(logger: Logger) {
  const log = (level: LogLevel, message: string, meta?: Record<string | symbol, unknown>): void => {
    const { workflowId, ...rest } = meta ?? {}
    logger[LEVELS[level]]({ ...(workflowId ? { caseId: workflowId } : {}), sdk: rest }, message)
  }
  const at = (level: LogLevel) => (message: string, meta?: Record<string | symbol, unknown>) =>
    log(level, message, meta)
  return {
    log,
    trace: at('TRACE'),
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
  }
}
