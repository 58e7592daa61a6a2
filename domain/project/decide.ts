/**
 * decide(state, command, facts) → events | refusal. Pure; the same function runs in the workflow, in the list of
 * allowed actions and in the tests.
 */

import type { Instant } from '../plain-date.ts'
import { must, type Refusal, unmetOf } from '../refusal.ts'
import { confirm, objectTo, propose, signedAlone, voidedBy } from '../review/decide.ts'
import { checkShape } from '../shape.ts'
import { heldByAnother } from '../tasks/holding.ts'
import { ACTIONS, BODIES, type BodyOf, type Verb } from './actions.ts'
import { authorize } from './authorize.ts'
import { type DeadlineKind, sameDeadline } from './deadline.ts'
import type { ProjectEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type Facts, versionsOf } from './facts.ts'
import type { Rule } from './rule.ts'
import { CONSEQUENCES, type PlainVerb, plannedDeadlines, RULES } from './rules.ts'
import type { ProjectState } from './state.ts'

/** What a case can be asked: a person's act, the passing of a deadline, or a change of outside facts. */
export type Command =
  | { kind: 'act'; verb: Verb; body: unknown }
  | { kind: 'deadlinePassed'; deadline: DeadlineKind; round: number; dueAt: Instant }
  | { kind: 'factsChanged'; cause: 'calendar' | 'policy' }

export type Decision = { events: ProjectEvent[] } | { refusal: Refusal }

export function decide(state: ProjectState, command: Command, facts: Facts): Decision {
  switch (command.kind) {
    case 'act':
      return decideAct(state, command.verb, command.body, facts)
    case 'deadlinePassed':
      return decideDeadline(state, command, facts)
    case 'factsChanged':
      return { events: withConsequences(state, [], facts, command.cause) }
  }
}

function decideAct(state: ProjectState, verb: Verb, body: unknown, facts: Facts): Decision {
  const malformed = checkShape(BODIES[verb], body).map(({ pointer, en }) => ({
    code: 'malformed' as const,
    params: { pointer: pointer || '/', problem: en },
  }))
  if (malformed.length > 0) return { refusal: { unmet: malformed } }
  const decision =
    verb === 'confirm'
      ? confirm(state, body as BodyOf<'confirm'>, facts, decidePlain)
      : verb === 'object'
        ? objectTo(state, body as BodyOf<'object'>, facts)
        : decideWithSeats(state, verb, body, facts)
  const held = unmetOf(heldByAnother(state, verb, body, facts.actor))
  if ('refusal' in decision) return { refusal: { unmet: [...decision.refusal.unmet, ...held] } }
  if (held.length > 0) return { refusal: { unmet: held } }
  return { events: withConsequences(state, decision.events, facts, 'rules') }
}

function decideWithSeats(state: ProjectState, verb: PlainVerb, body: unknown, facts: Facts): Decision {
  const decision = decidePlain(state, verb, body, facts)
  const step = ACTIONS[verb].review
  if (step === undefined || 'refusal' in decision) return decision
  if (facts.policy.values.twoPersonSteps.includes(step)) return propose(state, step, verb, body, facts)
  return { events: [signedAlone(state, step, body), ...decision.events] }
}

/** The act's own conditions and effects, without the seats. */
function decidePlain<V extends PlainVerb>(
  state: ProjectState,
  verb: V,
  body: unknown,
  facts: Facts,
): Decision {
  // The body was checked against the verb's shape before, so its type is known.
  const rule = RULES[verb] as unknown as Rule<V>
  const content = body as BodyOf<V>
  const unmet = unmetOf([
    ...authorize(state, ACTIONS[verb], facts.actor),
    ...rule.ready(state, facts),
    ...(rule.rules?.(state, content, facts) ?? []),
  ])
  return unmet.length > 0 ? { refusal: { unmet } } : { events: rule.events(state, content, facts) }
}

function decideDeadline(
  state: ProjectState,
  command: Extract<Command, { kind: 'deadlinePassed' }>,
  facts: Facts,
): Decision {
  const armed = state.deadlines.find(
    ({ kind, round }) => kind === command.deadline && round === command.round,
  )
  const unmet = unmetOf([must(armed?.dueAt === command.dueAt && facts.at >= command.dueAt, 'deadlineMoved')])
  if (!armed || unmet.length > 0) return { refusal: { unmet } }
  const { kind, round, dueAt } = armed
  const passed: ProjectEvent = { type: 'deadlinePassed', v: 1, kind, round, dueAt }
  const events = [passed, ...(CONSEQUENCES[kind]?.(state, armed, facts) ?? [])]
  return { events: withConsequences(state, events, facts, 'rules') }
}

/** Signatures that the events void, then the deadlines that the new state arms, moves or lifts. */
function withConsequences(
  state: ProjectState,
  events: ProjectEvent[],
  facts: Facts,
  why: 'rules' | 'calendar' | 'policy',
): ProjectEvent[] {
  const voided = voidedBy(state, foldProposed(state, events, facts))
  const all = [...events, ...voided]
  return [...all, ...deadlineChanges(foldProposed(state, all, facts), facts, why)]
}

/** The state that proposed events would lead to. The real one follows only from what `append` records. */
export function foldProposed(
  state: ProjectState,
  events: readonly ProjectEvent[],
  facts: Facts,
): ProjectState {
  return events.reduce(
    (next, event) =>
      evolve(next, { seq: next.seq + 1, at: facts.at, by: facts.actor, commandId: facts.command.id, event }),
    state,
  )
}

function deadlineChanges(
  state: ProjectState,
  facts: Facts,
  why: 'rules' | 'calendar' | 'policy',
): ProjectEvent[] {
  const wanted = plannedDeadlines(state, facts).filter(({ kind, round, dueAt }) => {
    const last = state.passed[kind]
    return !last || last.round !== round || last.dueAt < dueAt
  })
  const lifted = state.deadlines
    .filter((armed) => !wanted.some((deadline) => sameDeadline(armed, deadline)))
    .map(({ kind, round }): ProjectEvent => ({ type: 'deadlineCleared', v: 1, kind, round }))
  const { calendar, policy } = versionsOf(facts)
  const set = wanted
    .filter((deadline) => {
      const armed = state.deadlines.find((candidate) => sameDeadline(candidate, deadline))
      return !armed || armed.dueAt !== deadline.dueAt || armed.provisional !== deadline.provisional
    })
    .map(
      (deadline): ProjectEvent => ({
        type: 'deadlineSet',
        v: 1,
        deadline: { ...deadline, calendarVersion: calendar, policyVersion: policy },
        why,
      }),
    )
  return [...lifted, ...set]
}
