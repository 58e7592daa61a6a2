/** Now and then removes what broken uploads have left, while the process runs. */
import type { FastifyBaseLogger } from 'fastify'
import type { BlobStore } from './store.ts'

const EVERY_MS = 600_000

export interface Sweep {
  stop(): Promise<void>
}

/** One at a time, the first at once. */
export function startLeftOverSweep(blobs: BlobStore, log: FastifyBaseLogger): Sweep {
  let running: Promise<void> | undefined
  const sweep = async (): Promise<void> => {
    try {
      const removed = await blobs.removeLeftOvers()
      if (removed > 0) log.info({ event: 'leftOversRemoved', removed }, 'left-overs of uploads were removed')
    } catch (error) {
      log.warn({ err: error }, 'left-overs of uploads could not be looked for')
    }
  }
  const next = (): void => {
    running ??= sweep().finally(() => {
      running = undefined
    })
  }
  next()
  const timer = setInterval(next, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
