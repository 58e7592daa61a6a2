/** The names of all events, known without a running case: the folds are keyed by them. */
import type { Kind } from '#domain/engine/kind.ts'
import { SHARED_EVENTS } from '#domain/engine/shared-events.ts'
import type { Words } from '../words.ts'

/** In Chinese an event is called as in its notice, where there is one. */
export const eventWords = ({ evolve, notices }: Kind): Words<string> =>
  Object.fromEntries(
    [evolve, SHARED_EVENTS]
      .flatMap((events) => Object.keys(events))
      .map((name) => [name, { zh: notices[name]?.zh ?? name }]),
  )
