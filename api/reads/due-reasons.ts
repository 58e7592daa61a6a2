/** Reasons for due dates: of armed deadlines, and on the timeline of deadlines that a calendar or a policy moved. */

import { pastStates } from '#db/queries/past-states.ts'
import type { TimelineEntry } from '#db/queries/timeline.ts'
import { type Deadline, sameDeadline } from '#domain/case/deadline.ts'
import { isDeadlineSet } from '#domain/case/event.ts'
import { wordsOfMove } from '#domain/engine/deadline-move.ts'
import { type DueReasons, reasonsOf } from '#domain/engine/deadline-reasons.ts'
import type { AnyCase, Kind } from '#domain/engine/kind.ts'
import type { ReviewFacts } from '#domain/review/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Caller } from '../auth/caller.ts'
import type { Services } from '../services.ts'
import { factsFor } from './caller-facts.ts'

type Parts = Pick<Services, 'pool' | 'views'>

/** Each armed deadline with the reasons for its date, by the versions that it names. */
export const withReasons = <D extends Deadline>(
  { views }: Parts,
  { kind, state, facts }: AnyCase & { facts: ReviewFacts },
  deadlines: readonly D[],
): Promise<(D & { why: DueReasons | null })[]> =>
  Promise.all(
    deadlines.map(async (deadline) => ({
      ...deadline,
      why: reasonsOf({ kind, state }, deadline, {
        ...facts,
        ...(await views.restsOn(kind, deadline, facts.published)),
      }),
    })),
  )

/** The moved deadlines by the number of their event: the old date, the version that moved it, and the reasons for the new date. */
export async function movesOf(
  parts: Parts,
  {
    kind,
    caseId,
    entries,
    caller,
  }: { kind: Kind; caseId: CaseId; entries: readonly TimelineEntry[]; caller: Caller },
) {
  const moves = entries.flatMap(({ seq, event }) =>
    isDeadlineSet(event) && event.why !== 'rules' ? [{ seq, deadline: event.deadline }] : [],
  )
  const states = await pastStates(
    parts.pool,
    { kind, caseId },
    moves.map(({ seq }) => seq),
  )
  const reasons = moves.map(async ({ seq, deadline }) => {
    const state = states.get(seq)
    const armed = state?.deadlines.find((one) => sameDeadline(one, deadline))
    if (!state || !armed) return [seq, {}] as const
    const outside = await parts.views.restsOn(kind, armed, [])
    const why = reasonsOf({ kind, state }, armed, factsFor(outside, caller))
    return [seq, { moved: { ...armed.moved, to: armed.dueOn }, why, ...wordsOfMove(kind, armed) }] as const
  })
  return new Map(await Promise.all(reasons))
}
