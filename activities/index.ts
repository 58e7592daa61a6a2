/** All activities, built from what they need. Workflows use the type only. */
import { Context } from '@temporalio/activity'
import type { Pool } from '#db/connect.ts'
import { ReferenceVersions } from '#db/record/facts.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { AppendRequest, AppendResult } from '#wire/record.ts'
import { createAppend } from './append.ts'
import { createLoadOutboxClock } from './clock-offset.ts'
import { createRecordDeadLetters } from './dead-letter.ts'
import { createDeliverDue, type Delivered, type Senders } from './deliver.ts'
import { createLoadCase } from './load-case.ts'
import type { Logger, Telemetry } from './telemetry.ts'

export interface ActivityDeps {
  pool: Pool
  kinds: Kinds
  senders: Senders
  wakeOutbox: () => void
  isRehearsal: boolean
  logger: Logger
  telemetry: Telemetry
}

export type Activities = ReturnType<typeof createActivities>

const HEARTBEAT_MS = 5_000

export function createActivities(deps: ActivityDeps) {
  const { pool, kinds, senders, wakeOutbox, isRehearsal, logger, telemetry } = deps
  const reference = new ReferenceVersions()
  const append = createAppend({
    ...{ pool, kinds, reference, wakeOutbox },
    hasWebhook: senders.webhook !== undefined,
    onAhead({ caseId, afterSeq, command }, headSeq) {
      telemetry.recordAhead.inc()
      logger.error({ caseId, commandId: command.id, afterSeq, headSeq }, 'the record is older than the case')
    },
    onUnwritable({ caseId, command }, error) {
      telemetry.unwritable.inc()
      logger.error({ caseId, commandId: command.id, err: error }, 'a decision cannot be recorded')
    },
  })
  const deliver = createDeliverDue({
    ...{ pool, kinds, senders },
    onAttempt: (channel, status) => telemetry.deliveries.inc({ channel, status }),
  })
  return {
    async append(request: AppendRequest): Promise<AppendResult> {
      const stop = telemetry.appendSeconds.startTimer()
      const result = await append(request)
      stop({ result: result.kind })
      const { caseId, command } = request
      logger.debug({ caseId, commandId: command.id, action: command.action, result: result.kind }, 'append')
      return result
    },
    loadCase: createLoadCase({ pool, kinds, reference, isRehearsal }),
    loadOutboxClock: createLoadOutboxClock(pool, isRehearsal),
    recordDeadLetters: createRecordDeadLetters(pool, ({ caseId, kind, name, reason }) => {
      telemetry.deadLetters.inc({ kind })
      logger.warn({ caseId, kind, name, reason }, 'dead letter')
    }),
    deliverDue: (due: { now: Instant }): Promise<Delivered> => supervised((context) => deliver(due, context)),
  }
}

/** Runs with heartbeats, so that a worker that died is noticed long before the activity's own limit. */
async function supervised<T>(
  work: (supervision: { heartbeat: () => void; isStopping: () => boolean }) => Promise<T>,
): Promise<T> {
  const context = Context.current()
  const heartbeat = () => context.heartbeat()
  const timer = setInterval(heartbeat, HEARTBEAT_MS)
  try {
    return await work({ heartbeat, isStopping: () => context.cancellationSignal.aborted })
  } finally {
    clearInterval(timer)
  }
}
