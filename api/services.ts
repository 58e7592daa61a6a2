/** Services that the routes share. Built once per application. */
import type { Client } from '@temporalio/client'
import type { FastifyBaseLogger } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import type { Pool } from '#db/connect.ts'
import { CaseSlots, IN_FLIGHT_MAX } from '#db/intake/case-slots.ts'
import { type WorldReader, worldReader } from '#db/intake/directory.ts'
import { OutcomeListener } from '#db/intake/outcome-listener.ts'
import { markAnswered } from '#db/intake/requests.ts'
import { CaseViews } from '#db/queries/case-view.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { AnsweredActs } from './acts/answered-acts.ts'
import { CaseQueue } from './acts/case-queue.ts'
import { Dispatcher } from './acts/dispatcher.ts'
import type { Deps } from './deps.ts'
import { DamageReport } from './documents/damage-report.ts'
import type { BlobStore } from './documents/store.ts'
import type { KindPapers } from './papers/kind-papers.ts'

/** About 60 acts of one case are decided per second, so more waiting acts could not be answered in time. */
const WAITING_MAX = 200

export interface Services {
  pool: Pool
  kinds: Kinds
  papers: readonly KindPapers[]
  lists: Pool
  temporal: Client
  blobs: BlobStore
  damages: DamageReport
  queue: CaseQueue
  slots: CaseSlots
  dispatcher: Dispatcher
  answered: AnsweredActs
  outcomes: OutcomeListener
  views: CaseViews
  world: WorldReader
  instance: string
  isRehearsal: boolean
  log: FastifyBaseLogger
}

export function servicesFrom(deps: Deps, log: FastifyBaseLogger, registry: Registry): Services {
  const { pool, lists, kinds, papers, temporal, blobs, instance, isRehearsal } = deps
  const queue = new CaseQueue(IN_FLIGHT_MAX, deps.queueWaitingMax ?? WAITING_MAX)
  const slots = new CaseSlots(pool)
  const answered = new AnsweredActs(
    (ids) => markAnswered(pool, ids),
    (error) =>
      log.warn({ err: error }, 'answered acts were not marked; the sweeper will ask their cases to catch up'),
  )
  const outcomes = new OutcomeListener(pool)
  const untrueAnswers = new Counter({
    name: 'tongchou_untrue_answers_total',
    help: 'acts that Temporal answered as decided although the record does not have them',
    registers: [registry],
  })
  const dispatcher = new Dispatcher({
    ...{ pool, kinds, temporal, slots, answered, outcomes },
    log: (message, fields) => log.warn(fields, message),
    onUntrue: ({ case: caseId, commandId }) => {
      untrueAnswers.inc()
      log.error({ caseId, commandId }, 'Temporal answered an act that the record does not have')
    },
  })
  const views = new CaseViews(pool, kinds)
  const world = worldReader(pool, isRehearsal)
  return {
    pool,
    kinds,
    papers,
    lists,
    temporal,
    blobs,
    damages: new DamageReport(log, registry),
    queue,
    slots,
    dispatcher,
    answered,
    outcomes,
    views,
    world,
    instance,
    isRehearsal,
    log,
  }
}
