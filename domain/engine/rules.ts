/** The rule of any act of the case itself or of its tasks. Acts on rounds have no such rule: see `decideInRound`. */
import { isTaskVerb, TASK_RULES, type TaskRule } from '../tasks/rules.ts'
import type { AnyRule, Kind } from './kind.ts'

export function ruleOf(kind: Kind, verb: string): AnyRule {
  if (isTaskVerb(verb)) return taskRule(kind, verb)
  const rule = kind.rules[verb]
  if (!rule) throw new Error(`${kind.name} has no rule for ${verb}`)
  return rule
}

function taskRule(kind: Kind, verb: keyof typeof TASK_RULES): AnyRule {
  const { ready, rules, events } = TASK_RULES[verb] as unknown as TaskRule
  return {
    ready,
    rules: (state, body, facts) => rules({ kind, state }, body, facts),
    events: (state, body) => events({ kind, state }, body),
  }
}
