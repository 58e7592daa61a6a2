/** A process that watches for its standstill; its event loop may then be busy for a while, after which it ends with 7. */
import { endAfterStandstill } from '#activities/standstill.ts'

const [limitMs, busyMs] = process.argv.slice(2).map(Number)

await endAfterStandstill(limitMs ?? 0)
process.stdout.write('watching\n')
setTimeout(() => {
  if (!busyMs) return
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs)
  process.exit(7)
}, 1_000)
setInterval(() => undefined, 1_000)
