/** When a failed delivery is tried again, in business time. */
const MINUTE_MS = 60_000

/** Minutes after each failed attempt: quick at first, then twice a day, until three days are over. */
const DELAYS_MINUTES = [1, 5, 30, 120, 360, 720, 720, 720, 720, 720] as const

export const DELAYS_MS: readonly number[] = DELAYS_MINUTES.map((minutes) => minutes * MINUTE_MS)

/** Whether that many attempts are all there will be. */
export const isLastAttempt = (attempts: number): boolean => attempts > DELAYS_MS.length
