/** The watching thread of `stall-detector.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Clocks, exitAtOnce, stallMs } from './stall-detector.ts'

const POLL_INTERVAL_MS = 50

const { limitMs } = workerData as { limitMs: number }
const look = (): Clocks => ({ steady: performance.now(), wall: Date.now() })

let before = look()
parentPort?.postMessage('watching')
setInterval(() => {
  const after = look()
  const stoodMs = Math.round(stallMs(before, after, POLL_INTERVAL_MS))
  before = after
  if (stoodMs > limitMs)
    exitAtOnce('the worker ends after a stall, to be started again', { stoodMs, limitMs })
}, POLL_INTERVAL_MS)
