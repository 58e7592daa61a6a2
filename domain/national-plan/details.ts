/** What the view of a national plan shows besides what every case does. */
import { wordsIn } from '../case/kind.ts'
import { changesTo } from './content.ts'
import type { Facts } from './facts.ts'
import type { PlanState } from './state.ts'
import { POSITIONS } from './words.ts'

export function detailsOf(state: PlanState, { on }: Pick<Facts, 'on'>) {
  const { code, draft, opinions, request, assessment, versions, items } = state
  return {
    ...{ code, draft, request, assessment, versions, items },
    opinions: opinions.map(({ position, ...one }) => ({
      ...one,
      position: position && { code: position, ...wordsIn(POSITIONS, position) },
    })),
    /** Of this plan, the version whose day has come last. */
    inForce: latestOn(versions, on)?.version ?? null,
    changes: draft && versions.length > 0 ? changesTo(items, draft.items) : null,
  }
}

const latestOn = (versions: PlanState['versions'], on: string) =>
  versions
    .filter(({ effectiveFrom }) => effectiveFrom <= on)
    .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1))
    .at(-1)
