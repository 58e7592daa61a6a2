/** The worker's logs and metrics. */
import { type Logger, pino } from 'pino'
import { Counter, Histogram, Registry } from 'prom-client'

export type { Logger }

/** JSON lines with UTC times. Case ids, never payloads. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: { service: 'worker' }, timestamp: pino.stdTimeFunctions.isoTime })

export interface Telemetry {
  registry: Registry
  appendSeconds: Histogram<'result'>
  recordAhead: Counter
  unwritable: Counter
  deliveries: Counter<'channel' | 'status'>
  deadLetters: Counter<'kind'>
  catchUps: Counter
  hosted: Counter<'trouble'>
}

export function createTelemetry(): Telemetry {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    appendSeconds: new Histogram({
      name: 'tongchou_append_seconds',
      help: 'Time of one transaction on the record, by its result',
      labelNames: ['result'],
      buckets: [0.002, 0.004, 0.006, 0.01, 0.02, 0.05, 0.1, 0.5, 2, 10],
      registers,
    }),
    recordAhead: new Counter({
      name: 'tongchou_record_ahead_total',
      help: 'Workflows that had more events than the record: the database was restored to an earlier time',
      registers,
    }),
    unwritable: new Counter({
      name: 'tongchou_unwritable_total',
      help: 'Decisions that can never be recorded',
      registers,
    }),
    deliveries: new Counter({
      name: 'tongchou_deliveries_total',
      help: 'Attempts to deliver notices',
      labelNames: ['channel', 'status'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'tongchou_dead_letters_total',
      help: 'Messages that could not be processed',
      labelNames: ['kind'],
      registers,
    }),
    catchUps: new Counter({
      name: 'tongchou_nudges_total',
      help: 'Cases that were asked to read their record',
      registers,
    }),
    hosted: new Counter({
      name: 'tongchou_cases_hosted_total',
      help: 'Cases that were rehosted from their record, by what was wrong',
      labelNames: ['trouble'],
      registers,
    }),
  }
}
