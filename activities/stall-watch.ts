/** The watching thread of `stall-detector.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Clocks, exitAtOnce, stallMs } from './stall-detector.ts'

const LOOK_EVERY_MS = 50

const { limitMs } = workerData as { limitMs: number }
const look = (): Clocks => ({ steady: performance.now(), wall: Date.now() })

let before = look()
parentPort?.postMessage('watching')
setInterval(() => {
  const after = look()
  const stoodMs = Math.round(stallMs(before, after, LOOK_EVERY_MS))
  before = after
  if (stoodMs > limitMs)
    exitAtOnce('the worker stood still and ends, to be started again', { stoodMs, limitMs })
}, LOOK_EVERY_MS)
