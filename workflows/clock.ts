/** Business time inside a workflow. In production the offset is 0; a rehearsal starts on a date of its own. */
import { type Instant, instant } from '#domain/values/plain-date.ts'

/** The workflow's own time follows the server's virtual time. The offset shifts it to the dates of the rehearsal. */
export const businessNow = (clockOffsetMs: number): Instant => instant(Date.now() + clockOffsetMs)
