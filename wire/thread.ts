/** Threads whose code is TypeScript. */
import { Worker } from 'node:worker_threads'

/** A new thread does not know TypeScript, not even when this one does; registering has to come first. */
const BOOT = `import('tsx/esm/api').then(({ register }) => {
  register()
  return import(require('node:worker_threads').workerData.script)
})`

/** Runs the script in a thread of its own; `data` is found in its `workerData`. `unref` it when all listen to it. */
export const startThread = (script: URL, data: object = {}): Worker =>
  new Worker(BOOT, { eval: true, workerData: { ...data, script: script.href } })
