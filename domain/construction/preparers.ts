import type { Actor } from '../directory.ts'
import type { ProjectState } from '../project/state.ts'

/**
 * Whoever submits for the owner what the authority then decides on is a preparer: neither the person nor the
 * bureau ever decides on the project (S1, also where a department approves its own).
 */
export function withPreparer(state: ProjectState, by: Actor): ProjectState {
  if (by.kind !== 'person') return state
  const { person, org } = by
  const known = state.preparers.some((preparer) => preparer.person === person && preparer.org === org)
  return known ? state : { ...state, preparers: [...state.preparers, { person, org }] }
}
