/** What the routes share: built once per application from what it is given. */
import type { Client } from '@temporalio/client'
import type { FastifyBaseLogger } from 'fastify'
import { Counter, type Registry } from 'prom-client'
import type { Pool } from '#db/connect.ts'
import { CaseSlots, IN_FLIGHT_MAX } from '#db/intake/case-slots.ts'
import { DecidedActs } from '#db/intake/decided-acts.ts'
import { type WorldReader, worldReader } from '#db/intake/directory.ts'
import { markAnswered } from '#db/intake/requests.ts'
import { CaseViews } from '#db/queries/case-view.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { AnsweredActs } from './acts/answered.ts'
import { CaseQueue } from './acts/case-queue.ts'
import { Courier } from './acts/courier.ts'
import type { Deps } from './deps.ts'
import { DamageReport } from './documents/damage-report.ts'
import type { BlobStore } from './documents/store.ts'
import type { KindPapers } from './papers/kind-papers.ts'

/** Acts of one case come through at some 60 a second: as many may wait as can be answered in time. */
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
  courier: Courier
  answered: AnsweredActs
  decided: DecidedActs
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
    (error) => log.warn({ err: error }, 'answered acts were not noted; their cases will be nudged'),
  )
  const decided = new DecidedActs(pool)
  const untrueAnswers = new Counter({
    name: 'tongchou_untrue_answers_total',
    help: 'acts that the engine called decided although the record does not have them',
    registers: [registry],
  })
  const courier = new Courier({
    ...{ pool, kinds, temporal, slots, answered, decided },
    log: (message, fields) => log.warn(fields, message),
    onUntrue: ({ case: caseId, commandId }) => {
      untrueAnswers.inc()
      log.error({ caseId, commandId }, 'the engine answered an act that the record does not have')
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
    courier,
    answered,
    decided,
    views,
    world,
    instance,
    isRehearsal,
    log,
  }
}
