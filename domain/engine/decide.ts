/**
 * decide(case, command, facts) → events | refusal. Pure; the same function runs in the workflow, in the list of
 * allowed actions and in the tests.
 */
import { authorize } from '../case/authorize.ts'
import { type Deadline, type PlannedDeadline, sameDeadline } from '../case/deadline.ts'
import type { Decision } from '../case/decision.ts'
import type { CaseEvent, DeadlineEvent, DeadlineSet } from '../case/event.ts'
import { actionOf, bodyShapeOf } from '../case/kind.ts'
import { unknownIn } from '../case/references.ts'
import { type Check, distinct, type Unmet, unmetOf } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import {
  type DecideContent,
  decideInRound,
  propose,
  roundDeadlinePassed,
  roundDeadlines,
} from '../review/decide.ts'
import type { ReviewFacts } from '../review/kind.ts'
import { stillThereChecks } from '../review/named-people.ts'
import { mayPropose } from '../review/recusals.ts'
import { notProposed } from '../review/rounds.ts'
import type { ReviewedState } from '../review/state.ts'
import { isReviewVerb, type ReviewBody, type ReviewVerb } from '../review/topics.ts'
import { voidedBy } from '../review/voiding.ts'
import { heldByAnother } from '../tasks/claim-checks.ts'
import { endedClaims } from '../tasks/ended-claims.ts'
import type { Instant } from '../values/plain-date.ts'
import { checkShape } from '../values/shape-check.ts'
import { foldProposed } from './evolve.ts'
import type { AnyCase, CaseOf } from './kind.ts'
import { ruleOf } from './rules.ts'

/** A command to a case: an act of a person, the passing of a deadline, or a change of outside facts. */
export type Command =
  | { kind: 'act'; verb: string; body: unknown }
  | { kind: 'deadlinePassed'; deadline: string; round: number; dueAt: Instant }
  | { kind: 'factsChanged'; cause: 'calendar' | 'policy' }

/** Decides on a command. The events are those of the kind, of rounds, of tasks and of deadlines. */
export function decide<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>(
  of: CaseOf<S, E, F>,
  command: Command,
  facts: F,
): Decision<E> {
  return decideAny(of, command, facts) as Decision<E>
}

function decideAny(of: AnyCase, command: Command, facts: ReviewFacts): Decision {
  switch (command.kind) {
    case 'act':
      return decideAct(of, command, facts)
    case 'deadlinePassed':
      return decideDeadline(of, command, facts)
    case 'factsChanged':
      return { events: withConsequences(of, [], { facts, why: command.cause }) }
  }
}

interface Act {
  verb: string
  body: unknown
}

function decideAct(of: AnyCase, { verb, body }: Act, facts: ReviewFacts): Decision {
  const malformed = checkShape(bodyShapeOf(of.kind, verb), body).map(({ pointer, zh, en }) => ({
    code: 'malformed' as const,
    params: { pointer: pointer || '/', problem: { zh, en } },
  }))
  if (malformed.length > 0) return { refusal: { unmet: malformed } }
  const unknown = unknownNames(of, { verb, body }, facts)
  const decision = isReviewVerb(verb)
    ? decideInRound(of, { verb, body: body as ReviewBody<ReviewVerb>, decideContent: contentOf(of) }, facts)
    : decideWithPanel(of, { verb, body }, facts)
  const besides = [...unknown, ...unmetOf(heldByAnother(of, { verb, body }, facts.actor))]
  if ('refusal' in decision) return { refusal: { unmet: [...decision.refusal.unmet, ...besides] } }
  if (besides.length > 0) return { refusal: { unmet: besides } }
  return { events: withConsequences(of, decision.events, { facts, why: 'rules' }) }
}

/** Named people, organisations and documents that do not exist. Plan items are checked by rules, which know the version in force. */
function unknownNames({ kind }: AnyCase, { verb, body }: Act, { named, policy }: ReviewFacts): Unmet[] {
  const documents = policy.values.documentsHeldHere ? (named.documents ?? null) : null
  const known = { named, documents, planItems: null }
  return unknownIn(bodyShapeOf(kind, verb), body, known).map(({ to, pointer, id }) => ({
    code: to === 'document' ? 'documentNotHeld' : 'unknownReference',
    params: { pointer, id },
  }))
}

/** If a panel decides on the act, it is proposed; otherwise it takes effect at once. */
function decideWithPanel(of: AnyCase, act: Act, facts: ReviewFacts): Decision {
  const decision = decidePlain(of, act, facts)
  const step = actionOf(of.kind, act.verb).review
  if (step === undefined) return decision
  const proposed = unmetOf([notProposed(of, step), mayPropose(of, step, facts.actor)])
  if ('refusal' in decision) return { refusal: { unmet: [...decision.refusal.unmet, ...proposed] } }
  if (proposed.length > 0) return { refusal: { unmet: proposed } }
  return propose(of, { step, ...act, own: decision.events }, facts)
}

/** The conditions and effects of the act itself, without its panel. */
function decidePlain(of: AnyCase, act: Act, facts: ReviewFacts): Decision {
  const { kind, state } = of
  const { actor, policy } = facts
  const unmet = unmetOf([
    ...authorize(kind, state, { entry: actionOf(kind, act.verb), actor, policy }),
    ...conditions(of, act, facts),
    ...kind.everyAct(state, act, facts),
  ])
  return unmet.length > 0 ? { refusal: { unmet } } : { events: effects(of, act, facts) }
}

/** For a panel: conditions and effects of the act, without authorisation, which was checked for each seat. */
const contentOf =
  ({ kind }: AnyCase): DecideContent =>
  (state, act, facts) => {
    // An organisation that no longer exists keeps the path that it had when the act was proposed, so that the other conditions can be checked too.
    const { organisations } = facts.named
    const gone = Object.entries(act.paths ?? {})
      .filter(([id]) => organisations.every((known) => known.id !== id))
      .map(([id, path]) => ({ id, path }))
    const named = { ...facts.named, organisations: [...organisations, ...gone] }
    const seen = { ...facts, named }
    const of = { kind, state }
    const unmet = distinct([...stillThereChecks(kind, act, facts), ...conditions(of, act, seen)])
    return unmet.length > 0 ? { refusal: { unmet } } : { events: effects(of, act, seen) }
  }

// The body was checked against its shape before, so it has the right type.
function conditions(of: AnyCase, { verb, body }: Act, facts: ReviewFacts): Check[] {
  const rule = ruleOf(of.kind, verb)
  return [...rule.ready(of.state, facts), ...(rule.rules?.(of.state, body, facts) ?? [])]
}

const effects = (of: AnyCase, { verb, body }: Act, facts: ReviewFacts): CaseEvent[] =>
  ruleOf(of.kind, verb).events(of.state, body, facts)

function decideDeadline(
  of: AnyCase,
  command: Extract<Command, { kind: 'deadlinePassed' }>,
  facts: ReviewFacts,
): Decision {
  const { state } = of
  const armed = state.deadlines.find(
    ({ kind, round }) => kind === command.deadline && round === command.round,
  )
  const unmet = unmetOf([must(armed?.dueAt === command.dueAt && facts.at >= command.dueAt, 'deadlineMoved')])
  if (!armed || unmet.length > 0) return { refusal: { unmet } }
  const planned = plannedDeadlines(of, facts).find((deadline) => sameDeadline(deadline, armed))
  // A newer calendar or policy gives more time: the deadline moves instead of passing.
  if (planned && planned.dueAt > armed.dueAt) {
    const why = armed.calendarVersion === facts.calendar.version ? 'policy' : 'calendar'
    return { events: withConsequences(of, [], { facts, why }) }
  }
  const decision = decidePassing(of, armed, facts)
  if ('refusal' in decision) return decision
  const { kind, round, dueAt } = armed
  const passed: DeadlineEvent = { type: 'deadlinePassed', v: 1, kind, round, dueAt }
  return { events: withConsequences(of, [passed, ...decision.events], { facts, why: 'rules' }) }
}

const decidePassing = (of: AnyCase, deadline: Deadline, facts: ReviewFacts): Decision =>
  roundDeadlinePassed({ ...of, deadline }, facts, contentOf(of)) ?? {
    events: of.kind.passed(of.state, deadline, facts),
  }

type Why = DeadlineSet['why']

/** Adds what follows from the events: voided signatures, ended claims, then deadlines that are armed, moved or lifted. */
function withConsequences(
  of: AnyCase,
  events: CaseEvent[],
  { facts, why }: { facts: ReviewFacts; why: Why },
): CaseEvent[] {
  const { kind, state } = of
  const after = (all: readonly CaseEvent[]): ReviewedState => foldProposed(of, all, facts)
  const decided = [...events, ...voidedBy({ kind, before: state, after: after(events) }, facts)]
  const all = [...decided, ...endedClaims({ kind, state: after(decided) })]
  return [...all, ...deadlineChanges({ kind, state: after(all) }, facts, why)]
}

/** All deadlines that should be armed in this state. */
export const plannedDeadlines = ({ kind, state }: AnyCase, facts: ReviewFacts): PlannedDeadline[] => [
  ...kind.plannedDeadlines(state, facts),
  ...roundDeadlines({ kind, state }),
]

function deadlineChanges(of: AnyCase, facts: ReviewFacts, why: Why): DeadlineEvent[] {
  const { deadlines, passed } = of.state
  const wanted = plannedDeadlines(of, facts).filter(({ kind, round, dueAt }) => {
    const last = passed[kind]
    return !last || last.round !== round || last.dueAt < dueAt
  })
  const lifted = deadlines
    .filter((armed) => !wanted.some((deadline) => sameDeadline(armed, deadline)))
    .map(({ kind, round }): DeadlineEvent => ({ type: 'deadlineCleared', v: 1, kind, round }))
  const versions = { calendarVersion: facts.calendar.version, policyVersion: facts.policy.version }
  const set = wanted
    .filter((deadline) => {
      const armed = deadlines.find((candidate) => sameDeadline(candidate, deadline))
      return !armed || armed.dueAt !== deadline.dueAt || armed.provisional !== deadline.provisional
    })
    .map(
      ({ basis: _derived, ...deadline }): DeadlineEvent => ({
        ...{ type: 'deadlineSet', v: 1, why },
        deadline: { ...deadline, ...versions },
      }),
    )
  return [...lifted, ...set]
}
