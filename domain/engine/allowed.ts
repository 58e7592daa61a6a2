/** The acts of a case: each is allowed now, or blocked with all reasons. */
import { authorize } from '../case/authorize.ts'
import type { CaseEvent } from '../case/event.ts'
import { actionOf } from '../case/kind.ts'
import { type Check, distinct, type Unmet } from '../case/refusal.ts'
import { readyInRound } from '../review/decide.ts'
import type { ReviewFacts } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import { isReviewVerb } from '../review/topics.ts'
import { heldByAnother } from '../tasks/claim-checks.ts'
import { isTaskVerb, someTaskFits } from '../tasks/claims.ts'
import type { AnyCase, CaseOf } from './kind.ts'
import { ruleOf } from './rules.ts'

export type Permission = { verb: string; allowed: true } | { verb: string; allowed: false; unmet: Unmet[] }

/**
 * The acts of the actor in `facts`, in the order of the procedure. Conditions on the content of an act are checked only
 * when the act is done.
 */
export function permissionsOf<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>(
  of: CaseOf<S, E, F>,
  facts: F,
): Permission[] {
  const { kind, state } = of
  const { actor, policy } = facts
  return Object.keys(kind.actions).map((verb) => {
    // An act may have several tasks, held by different people, with the same reason for each.
    const unmet = distinct([
      ...authorize(kind, state, { entry: actionOf(kind, verb), actor, policy }),
      ...readiness(of, verb, facts),
      ...heldByAnother(of, { verb, body: null }, actor),
    ])
    return unmet.length === 0 ? { verb, allowed: true } : { verb, allowed: false, unmet }
  })
}

function readiness(of: AnyCase, verb: string, facts: ReviewFacts): Check[] {
  if (isReviewVerb(verb)) return readyInRound(of, verb, facts)
  if (isTaskVerb(verb)) return someTaskFits(of, verb, facts)
  return ruleOf(of.kind, verb).ready(of.state, facts)
}
