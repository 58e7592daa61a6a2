/** Why a date: for the deadlines that are armed, and on the timeline for those that a calendar or a policy moved. */

import { pastStates } from '#db/queries/past-states.ts'
import type { TimelineEntry } from '#db/queries/project-timeline.ts'
import { type Deadline, sameDeadline } from '#domain/case/deadline.ts'
import { wordsOfMove } from '#domain/engine/deadline-move.ts'
import { type DueReasons, reasonsOf } from '#domain/engine/deadline-reasons.ts'
import type { Facts, OutsideFacts } from '#domain/project/facts.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Caller } from '../auth/caller.ts'
import type { Services } from '../services.ts'
import { factsFor } from './caller-facts.ts'

type Parts = Pick<Services, 'pool' | 'views'>

/** Each armed deadline with its breakdown, by the versions that it names. */
export const withReasons = <D extends Deadline>(
  { views }: Parts,
  { state, facts }: { state: ProjectState; facts: Facts },
  deadlines: readonly D[],
): Promise<(D & { why: DueReasons | null })[]> =>
  Promise.all(
    deadlines.map(async (deadline) => ({
      ...deadline,
      why: reasonsOf(ofProject(state), deadline, { ...facts, ...(await views.restsOn(deadline)) }),
    })),
  )

/** What moved, from where, by which version, and why the new date: by the number of the event. */
export async function movesOf(
  parts: Parts,
  { caseId, entries, caller }: { caseId: CaseId; entries: readonly TimelineEntry[]; caller: Caller },
) {
  const moves = entries.flatMap(({ seq, event }) =>
    event.type === 'deadlineSet' && event.why !== 'rules' ? [{ seq, deadline: event.deadline }] : [],
  )
  const states = await pastStates(
    parts.pool,
    caseId,
    moves.map(({ seq }) => seq),
  )
  const told = moves.map(async ({ seq, deadline }) => {
    const state = states.get(seq)
    const armed = state?.deadlines.find((one) => sameDeadline(one, deadline))
    if (!state || !armed) return [seq, {}] as const
    const { calendar, policy } = await parts.views.restsOn(armed)
    // Bans, plan and register decide nothing about dates.
    const outside: OutsideFacts = { calendar, policy, plan: null, bans: [], register: null }
    const why = reasonsOf(ofProject(state), armed, factsFor(outside, caller))
    return [seq, { moved: { ...armed.moved, to: armed.dueOn }, why, ...wordsOfMove(PROJECT, armed) }] as const
  })
  return new Map(await Promise.all(told))
}
