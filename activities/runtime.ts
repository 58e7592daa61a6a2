/** The SDK's native part: installed once per process, before anything else of the SDK is used. */
import { type LogLevel, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import type { Logger } from './telemetry.ts'

/**
 * The SDK logs this when it gave a case a second workflow task while the first was still running. Its cached state of that case
 * may then lack messages, without any other sign (docs/adr/0018).
 */
export const SECOND_TASK = 'Trying to send a new WFT for a run which already has one!'

let isInstalled = false

/**
 * Sends the SDK's logs to our logger and leaves process signals to our own code. `onSecondTask` is called when the SDK's cached
 * state of some case may be wrong.
 */
export function installRuntime(logger: Logger, onSecondTask: () => void = () => undefined): void {
  if (isInstalled) return
  isInstalled = true
  Runtime.install({
    // Otherwise the SDK would end the process itself.
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
