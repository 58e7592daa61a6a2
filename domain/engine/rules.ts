/** The rule of any act of the case itself or of its tasks. Acts on rounds have no such rule: see `decideInRound`. */
import { isTaskVerb, taskActOf } from '../tasks/claims.ts'
import type { AnyRule, Kind } from './kind.ts'

export function ruleOf(kind: Kind, verb: string): AnyRule {
  if (isTaskVerb(verb)) {
    const { rules, events } = taskActOf(verb)
    return {
      ready: () => [],
      rules: (state, body, facts) => rules({ kind, state }, body, facts),
      events: (state, body) => events({ kind, state }, body),
    }
  }
  const rule = kind.rules[verb]
  if (!rule) throw new Error(`${kind.name} has no rule for ${verb}`)
  return rule
}
