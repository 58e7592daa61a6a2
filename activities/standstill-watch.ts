/** The watching thread of `standstill.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Clocks, endAtOnce, standstillMs } from './standstill.ts'

const LOOK_EVERY_MS = 50

const { limitMs } = workerData as { limitMs: number }
const look = (): Clocks => ({ steady: performance.now(), wall: Date.now() })

let before = look()
parentPort?.postMessage('watching')
setInterval(() => {
  const after = look()
  const stoodMs = Math.round(standstillMs(before, after, LOOK_EVERY_MS))
  before = after
  if (stoodMs > limitMs)
    endAtOnce('the worker stood still and ends, to be started again', { stoodMs, limitMs })
}, LOOK_EVERY_MS)
