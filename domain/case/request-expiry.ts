/** Minutes of real time after which a request that was not delivered is refused, never applied later unseen. */
export const EXPIRES_AFTER_MINUTES = 30
