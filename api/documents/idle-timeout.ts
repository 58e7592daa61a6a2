/** After so long without data, the connection counts as lost. */
const IDLE_MS = 30_000

/** Returns the value, or throws when it does not arrive in time. */
export async function withIdleTimeout<T>(coming: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const pause = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no data arrived in time')), IDLE_MS)
  })
  try {
    return await Promise.race([coming, pause])
  } finally {
    clearTimeout(timer)
  }
}
