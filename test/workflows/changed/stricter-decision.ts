/** The decision under a rule that nobody can satisfy any more. */
import type { Rule, Rules } from '#domain/project/rule.ts'
import { must } from '#domain/refusal.ts'

type Verbs = 'decide' | 'extendDecision' | 'pauseClock' | 'resumeClock'

const never = { ready: () => [must(false, 'catalogEmpty')], events: () => [] } satisfies Rule<Verbs>

export const DECISION_RULES: Rules<Verbs> = {
  decide: never,
  extendDecision: never,
  pauseClock: never,
  resumeClock: never,
}
