/** The decision under a rule that nobody can satisfy any more. */

import { must } from '#domain/project/refusals.ts'
import type { Rule, Rules } from '#domain/project/rule.ts'

type Verbs = 'decide' | 'extendDecision' | 'pauseClock' | 'resumeClock'

const never = { ready: () => [must(false, 'catalogEmpty')], events: () => [] } satisfies Rule<Verbs>

export const DECISION_RULES: Rules<Verbs> = {
  decide: never,
  extendDecision: never,
  pauseClock: never,
  resumeClock: never,
}
