/** Sends requests without an outcome again, from any instance, and refuses them when they are too old. */
import { expireOverdue } from '#db/intake/expiry.ts'
import { settleRequest } from '#db/intake/requests.ts'
import { takeUndelivered, type Undelivered } from '#db/intake/undelivered.ts'
import { EXPIRES_AFTER_MINUTES } from '#domain/case/request-expiry.ts'
import type { Services } from '../services.ts'

const INTERVAL_MS = 5_000
/** Places of an instance. Requests that were sent again without result have a few places of their own, so that they do not block the others. */
const PLACES = { untried: 24, retried: 8 }
/** Time limit of one try. No caller waits for the answer, and an act that has reached its case is decided in any case. */
const TRY_MS = 5_000
/** Between two rounds. */
const AGAIN_AFTER_SECONDS = [15, 30, 60, 120]
/** Expiring locks the cases, so it takes few requests at a time, several times per round. */
const EXPIRE_BATCH = 100
const EXPIRE_TIMES = 5

export interface Redriver {
  /** Sends waiting requests in the free places; resolves when all are done. Used by tests, too. */
  round(): Promise<void>
  stop(): Promise<void>
}

export function startRedriver(services: Services): Redriver {
  const redelivery = new Redelivery(services)
  const begin = (): Promise<unknown> => Promise.all([expire(services), redelivery.fill()])
  let begun: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    begun = begin()
  }, INTERVAL_MS)
  timer.unref()
  return {
    round: async () => {
      await begin()
      await redelivery.settled()
    },
    stop: async () => {
      clearInterval(timer)
      redelivery.stop()
      await begun
      await redelivery.settled()
    },
  }
}

/** Runs beside the sending, with a limited number per round, so that old requests do not delay others. */
async function expire({ pool, log }: Services): Promise<void> {
  try {
    for (let times = 0; times < EXPIRE_TIMES; times += 1) {
      const expired = await expireOverdue(pool, { minutes: EXPIRES_AFTER_MINUTES, limit: EXPIRE_BATCH })
      if (expired < EXPIRE_BATCH) return
    }
  } catch (error) {
    log.error({ err: error }, 'expiring requests failed')
  }
}

class Redelivery {
  private readonly services: Services
  private readonly free = { ...PLACES }
  private readonly underWay = new Set<Promise<void>>()
  private isWanted = false
  private isStopped = false
  private filling: Promise<void> | undefined

  constructor(services: Services) {
    this.services = services
  }

  /** Takes as many requests as there are free places. Calls do not overlap. */
  fill(): Promise<void> {
    this.isWanted = true
    this.filling ??= this.takeWhileWanted().finally(() => {
      this.filling = undefined
    })
    return this.filling
  }

  /** Resolves when everything that is being sent again has ended. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  stop(): void {
    this.isStopped = true
  }

  private async takeWhileWanted(): Promise<void> {
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false
      await this.take().catch((error: unknown) => {
        this.services.log.error({ err: error }, 're-driving requests failed')
      })
    }
  }

  private async take(): Promise<void> {
    const { pool, instance } = this.services
    if (this.free.untried + this.free.retried === 0) return
    const waiting = await takeUndelivered(pool, {
      ...{ instance, ...this.free },
      againAfterSeconds: AGAIN_AFTER_SECONDS,
      maxAgeMinutes: EXPIRES_AFTER_MINUTES,
    })
    for (const request of waiting) this.start(request)
  }

  /** Each request runs independently: a full queue or a lost connection delays only this one. */
  private start(request: Undelivered): void {
    const place = request.isRetried ? 'retried' : 'untried'
    this.free[place] -= 1
    const end = deliverAgain(this.services, request)
      .catch(() => false)
      .then(async (isDone) => {
        this.free[place] += 1
        // After a success take the next request at once; after a failure wait for the next round.
        if (isDone) await this.fill()
      })
      .finally(() => this.underWay.delete(end))
    this.underWay.add(end)
  }
}

/** Returns whether the outcome is known now. */
async function deliverAgain(
  { pool, kinds, queue, dispatcher, log }: Services,
  { envelope, hint, isOpened, outcome: known }: Undelivered,
): Promise<boolean> {
  const { commandId, case: caseId } = envelope
  if (known) {
    await settleRequest(pool, commandId, known)
    return true
  }
  const ticket = queue.join(caseId)
  const starts = !isOpened && envelope.action === kinds.find(caseId)?.opensBy
  const outcome = await dispatcher.deliver({ envelope, hint, starts }, ticket, Date.now() + TRY_MS)
  log.info({ commandId, caseId, outcome: outcome?.status ?? 'unknown' }, 'request sent again')
  return outcome !== undefined
}
