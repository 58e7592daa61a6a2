/** The SDK's native part; one a process, before anything else of it is used. */
import { type LogLevel, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import type { Logger } from './telemetry.ts'

/**
 * The SDK's own word that it gave a second task to a case that still works on one. What it remembers of that case may
 * then lack messages, without any other sign (docs/adr/0018).
 */
export const SECOND_TASK = 'Trying to send a new WFT for a run which already has one!'

let isInstalled = false

/**
 * The SDK's logs go where ours go, and signals are left to whoever started the process. `onSecondTask` is called when
 * the SDK's memory of some case is in doubt.
 */
export function installRuntime(logger: Logger, onSecondTask: () => void = () => undefined): void {
  if (isInstalled) return
  isInstalled = true
  Runtime.install({
    // The SDK would end the process its own way.
    shutdownSignals: [],
    logger: sdkLogger(logger, onSecondTask),
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

export function sdkLogger(logger: Logger, onSecondTask: () => void) {
  const log = (level: LogLevel, message: string, meta?: Record<string | symbol, unknown>): void => {
    const { workflowId, ...rest } = meta ?? {}
    logger[LEVELS[level]]({ ...(workflowId ? { caseId: workflowId } : {}), sdk: rest }, message)
    if (message === SECOND_TASK) onSecondTask()
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
