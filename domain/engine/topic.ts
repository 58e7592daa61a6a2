/**
 * A topic of a kind of case: the whole of one rule, as the law says it. Each act, event, deadline and refusal has one entry in its
 * topic. The tables that the engine, the API and documents use are made from the topics here. Policy values are constants in the
 * file of the topic.
 */

import type { ActionEntry } from '../case/action.ts'
import { type Deadline, type DeadlineEntry, firstDue, type PlannedDeadline } from '../case/deadline.ts'
import { entriesOf, mapped } from '../case/entries.ts'
import type { CaseEvent, EventMeta } from '../case/event.ts'
import { type EventPresentation, noticeTablesOf } from '../case/event-presentation.ts'
import { type Words, wordsIn } from '../case/kind.ts'
import type { CaseParty } from '../case/notice.ts'
import type { Check, RefusalEntry } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import type { Side } from '../case/voices.ts'
import type { ReviewFacts } from '../review/kind.ts'
import type { Seen } from '../review/seats.ts'
import type { Review, ReviewedState } from '../review/state.ts'
import type { SeatHolders } from '../tasks/awaited-signatures.ts'
import { type Due, NO_DUE } from '../tasks/task.ts'
import type { OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { addDays, dateOf } from '../values/plain-date.ts'
import type { Shape } from '../values/shape.ts'
import type { Kind } from './kind.ts'
import { SHARED_NEXT_STEPS, SHARED_NOTICES } from './shared-events.ts'
import {
  SHARED_ACTS,
  SHARED_BULK_VERBS,
  SHARED_DEADLINES,
  SHARED_REFUSALS,
  sharedBodies,
} from './shared-tables.ts'

// Members are written as methods, so that the functions of a kind may take its own types of state, body and event.

/** One act: its content, who may do it and when, the conditions on its content, and its events. */
export interface Act<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts, B>
  extends ActionEntry {
  body: Shape<B>
  from?: readonly S['status'][]
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready?(state: S, facts: F): Check[]
  /** Conditions on the content. */
  rules?(state: S, body: B, facts: F): Check[]
  /** Its events; called only when all conditions are met. */
  events(state: S, body: B, facts: F): E[]
  /** It can be done to many cases at once. */
  bulk?: true
  /** Why a part in an earlier act bars these sides from signing this one. */
  earlierPart?(at: Seen & { state: S; facts: Pick<F, 'policy'> }, sides: readonly Side[]): Check[]
  /** The people whom an earlier act bars: they are not asked to sign. */
  keptAway?(state: S, subject: Review['subject']): PersonId[]
  /** Each of its documents must be a file of its own. These are the documents of the case that must differ from them as well. */
  otherDocuments?(state: S): readonly FiledDocument[]
  /** Organisations that it needs from the directory, in addition to those that it names. */
  looksAt?(state: S): OrgId[]
}

/** A document with its kind: the one that the act gives it, otherwise the name of the field. */
export interface FiledDocument {
  kind: string
  digest: string
}

/** The words of an event in the history. */
type History<E> = Words | ((event: E) => Words)

interface EventEffect<S extends ReviewedState, E extends CaseEvent> {
  /** How it changes the state. */
  evolve(state: S, event: E, meta: EventMeta): S
  /** The words if it happened automatically, because nobody acted. They do not name a person as the actor. */
  automatic?(event: E): Words | undefined
}

/** One event. */
export type EventEntry<S extends ReviewedState, E extends CaseEvent> = EventEffect<S, E> &
  EventPresentation<E, History<E>>

export type Events<S extends ReviewedState, E extends CaseEvent> = {
  readonly [T in E['type']]: EventEntry<S, Extract<E, { type: T }>>
}

/** The last day of one repetition of a deadline. */
export type DueDate = Omit<PlannedDeadline, 'kind'>

/** One deadline: when it runs, who must act before it passes, and what its passing does. */
export interface DeadlineRule<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>
  extends DeadlineEntry {
  /** Its last day while it runs; several if it runs for several things at once. */
  due(state: S, facts: F): DueDate[]
  /** The further events when it passes. */
  passed?(state: S, deadline: Deadline, facts: F): E[]
  /** The acts that it waits for. */
  settledBy: readonly string[]
  responsible: readonly CaseParty[]
  /** People whom a repetition of it names, in addition to `responsible`. */
  named?(state: S, round: number): SeatHolders[]
  /** Whether the matter is still undone after it has passed. Null: its passing settles the matter, so nothing is escalated. */
  isUndone: ((state: S, round: number) => boolean) | null
  /** Passed repetitions, if it runs for several things at once; by default the last one that passed. */
  passings?(state: S): Pick<Deadline, 'round' | 'dueAt'>[]
  /** Working days before the last day on which people are warned, by default; 0: no such warning. */
  warnings: { first: number; last: number }
  /** Whether the last passed repetition belongs to the work that waits now; by default if it passed after the status began. */
  isCurrent?(state: S, passed: Pick<Deadline, 'round' | 'dueAt'>): boolean
}

export interface Topic<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts> {
  /** In the order of the procedure. */
  // biome-ignore lint/suspicious/noExplicitAny: each act has a body of its own; the engine checks it against the act's shape.
  acts?: Readonly<Record<string, Act<S, E, F, any>>>
  // biome-ignore lint/suspicious/noExplicitAny: each entry takes its own event.
  events?: Readonly<Record<string, EventEntry<S, any>>>
  deadlines?: Readonly<Record<string, DeadlineRule<S, E, F>>>
  refusals?: Readonly<Record<string, RefusalEntry>>
}

type AnyTopic<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts> = readonly Topic<S, E, F>[]

/** The tables of a kind, from its topics and from the acts, events, deadlines and refusals that every kind has. */
export function tablesOfTopics<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>(
  topics: AnyTopic<S, E, F>,
  { statuses, steps }: Pick<Kind, 'statuses' | 'steps'>,
) {
  const acts = entriesOf(topics.map((topic) => topic.acts))
  const events = entriesOf(topics.map((topic) => topic.events))
  const deadlines = entriesOf(topics.map((topic) => topic.deadlines))
  const actOf: Readonly<Record<string, Act<S, E, F, unknown>>> = Object.fromEntries(acts)
  const deadlineOf = Object.fromEntries(deadlines)
  const eventOf = Object.fromEntries(events)
  const { notices, nextSteps, eventsForCommissioned } = noticeTablesOf(events)
  return {
    statuses,
    steps,
    acts: actOf,
    actions: { ...actOf, ...SHARED_ACTS } as Kind['actions'],
    bodies: { ...mapped(acts, ({ body }) => body), ...sharedBodies(steps) } as Kind['bodies'],
    bulkVerbs: [...SHARED_BULK_VERBS, ...acts.filter(([, { bulk }]) => bulk).map(([name]) => name)],
    rules: mapped(acts, (act) => ({
      ready: (state: S, facts: F) => [
        ...(act.from ? [statusCheck(statuses, act.from, state)] : []),
        ...(act.ready?.(state, facts) ?? []),
      ],
      rules: (state: S, body: unknown, facts: F) => act.rules?.(state, body, facts) ?? [],
      events: (state: S, body: unknown, facts: F) => act.events(state, body, facts),
    })),
    earlierPartChecks: (at: Seen & { state: S; facts: Pick<F, 'policy'> }, sides: readonly Side[]): Check[] =>
      actOf[at.review.subject.verb]?.earlierPart?.(at, sides) ?? [],
    keptAway: (state: S, { subject }: Review): PersonId[] =>
      actOf[subject.verb]?.keptAway?.(state, subject) ?? [],
    lookedAt: (state: S, verbs: readonly string[]): OrgId[] =>
      verbs.flatMap((verb) => actOf[verb]?.looksAt?.(state) ?? []),
    evolve: mapped(events, ({ evolve }) => evolve),
    notices: { ...SHARED_NOTICES, ...notices },
    nextSteps: { ...SHARED_NEXT_STEPS, ...nextSteps },
    eventsForCommissioned,
    machineWords: (event: CaseEvent) => eventOf[event.type]?.automatic?.(event),
    wordsOfEvent: (event: CaseEvent): Words | undefined => {
      const history = eventOf[event.type]?.history
      return typeof history === 'function' ? history(event) : history
    },
    deadlines: { ...deadlineOf, ...SHARED_DEADLINES },
    plannedDeadlines: (state: S, facts: F): PlannedDeadline[] =>
      deadlines.flatMap(([kind, { due }]) => due(state, facts).map((one) => ({ kind, ...one }))),
    passed: (state: S, deadline: Deadline, facts: F): E[] =>
      deadlineOf[deadline.kind]?.passed?.(state, deadline, facts) ?? [],
    responsible: mapped(deadlines, ({ responsible }) => responsible),
    namedByDeadline: (state: S, { kind, round }: Pick<Deadline, 'kind' | 'round'>): SeatHolders[] =>
      deadlineOf[kind]?.named?.(state, round) ?? [],
    isUndone: mapped(deadlines, ({ isUndone }) => isUndone),
    passings: (state: S): Pick<Deadline, 'kind' | 'round' | 'dueAt'>[] =>
      deadlines.flatMap(([kind, rule]) =>
        (rule.passings?.(state) ?? [state.passed[kind] ?? []].flat()).map((one) => ({ kind, ...one })),
      ),
    warningWorkingDays: {
      ...mapped(deadlines, ({ warnings }) => warnings),
      ...mapped(Object.entries(SHARED_DEADLINES), ({ warnings }) => warnings),
    },
    /** The last day for an act: of the armed deadline that waits for it, or of the one that passed without it. */
    dueOf: (state: S, act: string): Due => {
      const waiting = deadlines.filter(([, { settledBy }]) => settledBy.includes(act))
      const armed = firstDue({
        deadlines: state.deadlines.filter((one) => waiting.some(([kind]) => kind === one.kind)),
      })
      if (armed) return { dueOn: armed.dueOn, dueAt: armed.dueAt, provisional: armed.provisional }
      // The last passed deadline may belong to other work: to another stage, or to an earlier evaluation.
      const [last] = waiting
        .flatMap(([kind, rule]) => {
          const passed = state.passed[kind]
          return passed && (rule.isCurrent?.(state, passed) ?? passed.dueAt >= state.statusSince)
            ? [passed.dueAt]
            : []
        })
        .toSorted()
        .reverse()
      // They end at 24:00, which is the start of the next day.
      return last ? { dueOn: addDays(dateOf(last), -1), dueAt: last, provisional: false } : NO_DUE
    },
    refusals: Object.fromEntries(entriesOf([...SHARED_REFUSALS, ...topics.map(({ refusals }) => refusals)])),
  }
}

/** The act is possible only in these statuses. */
function statusCheck(
  statuses: Kind['statuses'],
  from: readonly string[],
  { status }: Pick<ReviewedState, 'status'>,
): Check {
  return must(from.includes(status), 'notNow', { status: wordsIn(statuses, status) })
}
