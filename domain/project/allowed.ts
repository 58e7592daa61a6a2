/** What can be done with a project now: each act allowed, or blocked with every reason. */
import { type Check, type Unmet, unmetOf } from '../refusal.ts'
import { readyInRound } from '../review/decide.ts'
import { heldByAnother } from '../tasks/holding.ts'
import { isTaskVerb, someTaskFits } from '../tasks/rules.ts'
import { ACTIONS, isReviewVerb, VERBS, type Verb } from './actions.ts'
import { authorize } from './authorize.ts'
import type { Facts } from './facts.ts'
import type { Rule } from './rule.ts'
import { type PlainVerb, RULES } from './rules.ts'
import type { ProjectState } from './state.ts'

export type Permission = { verb: Verb; allowed: true } | { verb: Verb; allowed: false; unmet: Unmet[] }

/**
 * The acts of the actor in `facts`, in the order of the procedure. Conditions on an act's content are not known
 * here; the act itself still checks them.
 */
export function permissionsOf(state: ProjectState, facts: Facts): Permission[] {
  return VERBS.map((verb) => {
    const unmet = unmetOf([
      ...authorize(state, ACTIONS[verb], facts),
      ...readiness(state, verb, facts),
      ...heldByAnother(state, verb, null, facts.actor),
    ])
    return unmet.length === 0 ? { verb, allowed: true } : { verb, allowed: false, unmet }
  })
}

function readiness(state: ProjectState, verb: Verb, facts: Facts): Check[] {
  if (isReviewVerb(verb)) return readyInRound(state, verb, facts)
  if (isTaskVerb(verb)) return someTaskFits(state, verb, facts)
  return (RULES[verb] as unknown as Rule<PlainVerb>).ready(state, facts)
}
