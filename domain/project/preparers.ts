import type { Actor, OrgId } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import type { ProjectState } from './state.ts'

interface Preparer {
  person: PersonId
  org: OrgId | null
}

/** S1: these people prepared something of the project; neither they nor their bureaus ever decide on it. */
export function withPreparers(state: ProjectState, people: readonly Preparer[]): ProjectState {
  const added = people.filter(
    ({ person, org }) => !state.preparers.some((known) => known.person === person && known.org === org),
  )
  return added.length === 0 ? state : { ...state, preparers: [...state.preparers, ...added] }
}

/**
 * Whoever submits for the owner what the authority then decides on is a preparer, also where a department approves
 * its own.
 */
export const withPreparer = (state: ProjectState, by: Actor): ProjectState =>
  by.kind === 'person' ? withPreparers(state, [{ person: by.person, org: by.org }]) : state
