/** When a failed delivery is tried again, in business time. */
const MINUTE_MS = 60_000

/** Minutes to wait after each failed attempt: short at first, then twice a day, for three days. */
const DELAYS_MINUTES = [1, 5, 30, 120, 360, 720, 720, 720, 720, 720] as const

export const DELAYS_MS: readonly number[] = DELAYS_MINUTES.map((minutes) => minutes * MINUTE_MS)

/** Whether no attempt follows after this number of attempts. */
export const isLastAttempt = (attempts: number): boolean => attempts > DELAYS_MS.length
