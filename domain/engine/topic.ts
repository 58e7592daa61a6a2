/**
 * A topic of a kind of case: the whole of one rule, as the law says it. Each act, event, deadline and refusal has one entry, in the
 * topic that it belongs to; the tables that engine, API and documents look things up in are made of the topics here. Policy values are
 * constants beside the topic, in the same file.
 */

import type { ActionEntry } from '../case/action.ts'
import { type Deadline, type DeadlineEntry, firstDue, type PlannedDeadline } from '../case/deadline.ts'
import type { CaseEvent, EventMeta } from '../case/event.ts'
import { type Words, wordsIn } from '../case/kind.ts'
import type { Check, RefusalEntry } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import type { Side } from '../case/voices.ts'
import { REVIEW_DEADLINES, SEAT_WARNINGS } from '../review/deadlines.ts'
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
import type { Audience } from './notice.ts'
import { SHARED_NEXT_STEPS, SHARED_NOTICES } from './shared-events.ts'
import { noticeTablesOf, type Telling } from './telling.ts'

// Members are written as methods, so that a kind's own functions fit, which take its own state, body and event.

/** One act: what it says, who may do it and when, what its content must satisfy, and what then happens. */
export interface Act<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts, B>
  extends ActionEntry {
  body: Shape<B>
  from?: readonly S['status'][]
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready?(state: S, facts: F): Check[]
  /** Conditions on the content. */
  rules?(state: S, body: B, facts: F): Check[]
  /** What happens; called only when every condition holds. */
  events(state: S, body: B, facts: F): E[]
  /** People do it to many cases at once. */
  bulk?: true
  /** Why a part in an earlier act keeps these sides from signing this one. */
  earlierPart?(at: Seen & { state: S; facts: Pick<F, 'policy'> }, sides: readonly Side[]): Check[]
  /** The people whom an earlier act keeps away: nobody asks them to sign. */
  keptAway?(state: S, subject: Review['subject']): PersonId[]
  /** Its documents are files of their own: none stands for another, nor for one of these, which the case has already. */
  documentsBeside?(state: S): readonly FiledDocument[]
  /** Organisations that it looks at, besides those that it names. */
  looksAt?(state: S): OrgId[]
}

/** A document and what it is: the kind that its act gives it, otherwise the name of its field. */
export interface FiledDocument {
  kind: string
  digest: string
}

/** How an event is told as history. */
type History<E> = Words | ((event: E) => Words)

interface EventEffect<S extends ReviewedState, E extends CaseEvent> {
  /** How it changes the state. */
  evolve(state: S, event: E, meta: EventMeta): S
  /** What is told of it where it happened because nobody acted: never as a person's doing. */
  automatic?(event: E): Words | undefined
}

/** One event. */
export type EventEntry<S extends ReviewedState, E extends CaseEvent> = EventEffect<S, E> &
  Telling<E, History<E>>

export type Events<S extends ReviewedState, E extends CaseEvent> = {
  readonly [T in E['type']]: EventEntry<S, Extract<E, { type: T }>>
}

/** A last day, and which repetition of its deadline has it. */
export type DueDate = Omit<PlannedDeadline, 'kind'>

/** One deadline: when it runs, who must act before it passes, and what its passing does. */
export interface DeadlineRule<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>
  extends DeadlineEntry {
  /** While it runs: its last day; several where it runs for several things at once. */
  due(state: S, facts: F): DueDate[]
  /** What its passing does, besides being recorded. */
  passed?(state: S, deadline: Deadline, facts: F): E[]
  /** The acts that it waits for. */
  settledBy: readonly string[]
  responsible: readonly Exclude<Audience, 'named'>[]
  /** Whom a repetition of it names besides. */
  named?(state: S, round: number): SeatHolders[]
  /** After it has passed: the matter is still undone. Null: its passing settles the matter, and nothing is escalated. */
  isUndone: ((state: S, round: number) => boolean) | null
  /** Those that may have passed, where it runs for several things at once; by default the last that passed. */
  passings?(state: S): Pick<Deadline, 'round' | 'dueAt'>[]
  /** Working days before the last day on which people are warned, by default; 0: no such warning. */
  warnings: { first: number; last: number }
  /** Whether the one that passed last is that of the work that waits now; by default when it passed since the status began. */
  isOfNow?(state: S, passed: Pick<Deadline, 'round' | 'dueAt'>): boolean
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

/** The entries of one sort in all topics. Throws an Error where two have one name: the later one would take the other's place. */
function entriesOf<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): [string, T][] {
  const entries = tables.flatMap((table) => Object.entries(table ?? {}))
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index)
  if (twice) throw new Error(`two topics have an entry called ${twice[0]}`)
  return entries
}

const mapped = <T, R>(
  entries: readonly [string, T][],
  of: (entry: T, name: string) => R,
): Record<string, R> => Object.fromEntries(entries.map(([name, entry]) => [name, of(entry, name)]))

/** What a kind has of its topics, joined with how the layers below tell and time what every kind has; acts and refusals of the layers the kind adds. */
export function madeOf<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>(
  topics: AnyTopic<S, E, F>,
  statuses: Kind['statuses'],
) {
  const acts = entriesOf(topics.map((topic) => topic.acts))
  const events = entriesOf(topics.map((topic) => topic.events))
  const deadlines = entriesOf(topics.map((topic) => topic.deadlines))
  const actOf: Readonly<Record<string, Act<S, E, F, unknown>>> = Object.fromEntries(acts)
  const deadlineOf = Object.fromEntries(deadlines)
  const eventOf = Object.fromEntries(events)
  const { notices, nextSteps, eventsForCommissioned } = noticeTablesOf(events)
  return {
    acts: actOf,
    actions: actOf,
    bodies: mapped(acts, ({ body }) => body),
    bulkVerbs: acts.filter(([, { bulk }]) => bulk).map(([name]) => name),
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
    deadlines: { ...deadlineOf, ...REVIEW_DEADLINES },
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
    warningWorkingDays: { ...mapped(deadlines, ({ warnings }) => warnings), ...SEAT_WARNINGS },
    /** The last day of the work that an act does: of the deadline that waits for it, or of the one that has passed without it. */
    dueOf: (state: S, act: string): Due => {
      const waiting = deadlines.filter(([, { settledBy }]) => settledBy.includes(act))
      const armed = firstDue({
        deadlines: state.deadlines.filter((one) => waiting.some(([kind]) => kind === one.kind)),
      })
      if (armed) return { dueOn: armed.dueOn, dueAt: armed.dueAt, provisional: armed.provisional }
      // What passed last may have been that of other work: of another stage, or an earlier evaluation.
      const [last] = waiting
        .flatMap(([kind, rule]) => {
          const passed = state.passed[kind]
          return passed && (rule.isOfNow?.(state, passed) ?? passed.dueAt >= state.statusSince)
            ? [passed.dueAt]
            : []
        })
        .toSorted()
        .reverse()
      // These end with a legal day, as the next one starts.
      return last ? { dueOn: addDays(dateOf(last), -1), dueAt: last, provisional: false } : NO_DUE
    },
    refusals: Object.fromEntries(entriesOf(topics.map((topic) => topic.refusals))),
  }
}

/** The act is possible only in these states of the case. */
function statusCheck(
  statuses: Kind['statuses'],
  from: readonly string[],
  { status }: Pick<ReviewedState, 'status'>,
): Check {
  return must(from.includes(status), 'notNow', { status: wordsIn(statuses, status) })
}
