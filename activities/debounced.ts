const PAUSE_MS = 1_000

/**
 * A function that runs `action` soon, at most once per `pauseMs`: many calls become one. A failure is reported and not
 * retried, because the sweeper does the same later.
 */
export function debounced(
  action: () => Promise<void>,
  onError: (error: unknown) => void,
  pauseMs = PAUSE_MS,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let lastMs = 0
  return () => {
    if (timer) return
    const waitMs = Math.max(0, lastMs + pauseMs - performance.now())
    timer = setTimeout(() => {
      timer = undefined
      lastMs = performance.now()
      action().catch(onError)
    }, waitMs)
    timer.unref()
  }
}
