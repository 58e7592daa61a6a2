/** Minutes of real time after which an undelivered request is refused, so that it is not applied later when nobody expects it. */
export const EXPIRES_AFTER_MINUTES = 30
