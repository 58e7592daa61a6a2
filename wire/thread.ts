/** Starts threads whose code is TypeScript. */
import { Worker } from 'node:worker_threads'

/** A new thread cannot load TypeScript, even if this one can: it must register tsx first. */
const BOOT = `import('tsx/esm/api').then(({ register }) => {
  register()
  return import(require('node:worker_threads').workerData.script)
})`

/** Runs the script in a new thread; `data` becomes its `workerData`. Call `unref` when all listeners are attached. */
export const startThread = (script: URL, data: object = {}): Worker =>
  new Worker(BOOT, { eval: true, workerData: { ...data, script: script.href } })
