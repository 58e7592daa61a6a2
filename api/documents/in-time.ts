/** Nothing for so long, and the other side is taken for gone. */
const IDLE_MS = 30_000

/** The value, or an error when it does not come in time. */
export async function inTime<T>(coming: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const pause = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('nothing came for too long')), IDLE_MS)
  })
  try {
    return await Promise.race([coming, pause])
  } finally {
    clearTimeout(timer)
  }
}
