/**
 * decide(state, command, facts) → events | refusal. Pure; the same function runs in the workflow, in the list of
 * allowed actions and in the tests.
 */

import { unknownIn } from '../case/references.ts'
import { type Check, must, type Refusal, type Unmet, unmetOf } from '../refusal.ts'
import type { ReviewVerb } from '../review/actions.ts'
import type { DecideContent } from '../review/closing.ts'
import { seatsTimedOut } from '../review/deadlines.ts'
import { decideInRound, distinct, notProposed, propose } from '../review/decide.ts'
import { stillThereChecks } from '../review/named-people.ts'
import { mayPropose } from '../review/recusals.ts'
import { voidedBy } from '../review/voiding.ts'
import { endedClaims } from '../tasks/ended-claims.ts'
import { heldByAnother } from '../tasks/holding.ts'
import type { Instant } from '../values/plain-date.ts'
import { checkShape } from '../values/shape-check.ts'
import { ACTIONS, BODIES, type BodyOf, isReviewVerb, type Verb } from './actions.ts'
import { authorize } from './authorize.ts'
import { type DeadlineKind, sameDeadline } from './deadline.ts'
import type { ProjectEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type Facts, versionsOf } from './facts.ts'
import { ownFileChecks } from './own-files.ts'
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
  const unknown = unknownNames(verb, body, facts)
  const decision = isReviewVerb(verb)
    ? decideInRound(state, { verb, body: body as BodyOf<ReviewVerb> }, facts, decideContent)
    : decideWithPanel(state, verb, body, facts)
  const besides = [...unknown, ...unmetOf(heldByAnother(state, verb, body, facts.actor))]
  if ('refusal' in decision) return { refusal: { unmet: [...decision.refusal.unmet, ...besides] } }
  if (besides.length > 0) return { refusal: { unmet: besides } }
  return { events: withConsequences(state, decision.events, facts, 'rules') }
}

/** Plan items are left to the rules, which know the version in force. */
function unknownNames(verb: Verb, body: unknown, { named, policy }: Facts): Unmet[] {
  const documents = policy.values.documentsHeldHere ? (named.documents ?? null) : null
  return unknownIn(BODIES[verb], body, { named, documents, planItems: null }).map(({ to, pointer, id }) => ({
    code: to === 'document' ? 'documentNotHeld' : 'unknownReference',
    params: { pointer, id },
  }))
}

/** An act that a panel decides on is proposed; any other takes effect at once. */
function decideWithPanel(state: ProjectState, verb: PlainVerb, body: unknown, facts: Facts): Decision {
  const decision = decidePlain(state, verb, body, facts)
  const step = ACTIONS[verb].review
  if (step === undefined) return decision
  const proposed = unmetOf([notProposed(state, step), mayPropose(state, step, facts)])
  if ('refusal' in decision) return { refusal: { unmet: [...decision.refusal.unmet, ...proposed] } }
  if (proposed.length > 0) return { refusal: { unmet: proposed } }
  return propose(state, { step, verb, body, own: decision.events }, facts)
}

/** The act's own conditions and effects, without its panel. */
function decidePlain<V extends PlainVerb>(
  state: ProjectState,
  verb: V,
  body: unknown,
  facts: Facts,
): Decision {
  const unmet = unmetOf([
    ...authorize(state, ACTIONS[verb], facts),
    ...conditions(state, verb, body as BodyOf<V>, facts),
    ...ownFileChecks(state, verb, body, facts),
  ])
  return unmet.length > 0
    ? { refusal: { unmet } }
    : { events: effects(state, verb, body as BodyOf<V>, facts) }
}

/** For a panel: who may do the act was checked seat by seat. */
const decideContent: DecideContent = (state, act, facts) => {
  const verb = act.verb as PlainVerb
  const body = act.body as BodyOf<PlainVerb>
  // What is gone keeps the path that it had when the act was proposed, so that the other conditions are told as well.
  const { organisations } = facts.named
  const gone = Object.entries(act.paths ?? {})
    .filter(([id]) => organisations.every((known) => known.id !== id))
    .map(([id, path]) => ({ id, path }))
  const named = { ...facts.named, organisations: [...organisations, ...gone] }
  const seen = { ...facts, named }
  const unmet = distinct([...stillThereChecks(act, facts), ...conditions(state, verb, body, seen)])
  return unmet.length > 0 ? { refusal: { unmet } } : { events: effects(state, verb, body, seen) }
}

// The body was checked against the verb's shape before, so its type is known.
const ruleOf = <V extends PlainVerb>(verb: V): Rule<V> => RULES[verb] as unknown as Rule<V>

function conditions<V extends PlainVerb>(
  state: ProjectState,
  verb: V,
  body: BodyOf<V>,
  facts: Facts,
): Check[] {
  const rule = ruleOf(verb)
  return [...rule.ready(state, facts), ...(rule.rules?.(state, body, facts) ?? [])]
}

const effects = <V extends PlainVerb>(
  state: ProjectState,
  verb: V,
  body: BodyOf<V>,
  facts: Facts,
): ProjectEvent[] => ruleOf(verb).events(state, body, facts)

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
  const planned = plannedDeadlines(state, facts).find((deadline) => sameDeadline(deadline, armed))
  // A newer calendar or policy gives more time: the deadline moves instead of passing.
  if (planned && planned.dueAt > dueAt) {
    const why = armed.calendarVersion === facts.calendar.version ? 'policy' : 'calendar'
    return { events: withConsequences(state, [], facts, why) }
  }
  const passed: ProjectEvent = { type: 'deadlinePassed', v: 1, kind, round, dueAt }
  const decision =
    kind === 'seat'
      ? seatsTimedOut(state, armed, facts, decideContent)
      : { events: CONSEQUENCES[kind]?.(state, armed, facts) ?? [] }
  if ('refusal' in decision) return decision
  return { events: withConsequences(state, [passed, ...decision.events], facts, 'rules') }
}

/** Signatures that the events void, claims that they end, then the deadlines that the new state arms, moves or lifts. */
function withConsequences(
  state: ProjectState,
  events: ProjectEvent[],
  facts: Facts,
  why: 'rules' | 'calendar' | 'policy',
): ProjectEvent[] {
  const voided = voidedBy(state, foldProposed(state, events, facts), facts)
  const decided = [...events, ...voided]
  const all = [...decided, ...endedClaims(foldProposed(state, decided, facts))]
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
      ({ basis: _derived, ...deadline }): ProjectEvent => ({
        type: 'deadlineSet',
        v: 1,
        deadline: { ...deadline, calendarVersion: calendar, policyVersion: policy },
        why,
      }),
    )
  return [...lifted, ...set]
}
