/** A workflow that runs JavaScript without a pause. */
export async function busy(ms: number): Promise<string> {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  return 'done'
}
