/** Removes the remains of interrupted uploads, at intervals. */
import type { FastifyBaseLogger } from 'fastify'
import type { BlobStore } from './store.ts'

const INTERVAL_MS = 600_000

export interface Sweep {
  stop(): Promise<void>
}

/** One sweep at a time, the first one immediately. */
export function startLeftOverSweep(blobs: BlobStore, log: FastifyBaseLogger): Sweep {
  let running: Promise<void> | undefined
  const sweep = async (): Promise<void> => {
    try {
      const removed = await blobs.removeLeftOvers()
      if (removed > 0) log.info({ event: 'leftOversRemoved', removed }, 'left-overs of uploads were removed')
    } catch (error) {
      log.warn({ err: error }, 'left-overs of uploads could not be searched for')
    }
  }
  const next = (): void => {
    running ??= sweep().finally(() => {
      running = undefined
    })
  }
  next()
  const timer = setInterval(next, INTERVAL_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
