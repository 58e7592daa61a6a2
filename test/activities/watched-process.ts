/** A process with a stall detector. Its event loop may then be busy for a while, after which it ends with code 7. */
import { exitAfterStall } from '#activities/stall-detector.ts'

const [limitMs, busyMs] = process.argv.slice(2).map(Number)

await exitAfterStall(limitMs ?? 0)
process.stdout.write('watching\n')
setTimeout(() => {
  if (!busyMs) return
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs)
  process.exit(7)
}, 1_000)
setInterval(() => undefined, 1_000)
