/** A kind of case: all that the engine has to know of it. */

import type { Deadline, PlannedDeadline } from '../case/deadline.ts'
import type { CaseEvent, EventMeta } from '../case/event.ts'
import type { FactVersions, OutsideFacts } from '../case/facts.ts'
import type { Words } from '../case/kind.ts'
import type { Check } from '../case/refusal.ts'
import type { ReviewFacts, ReviewPolicy } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import type { SeatHolders } from '../tasks/awaited-signatures.ts'
import type { TaskedKind } from '../tasks/kind.ts'
import type { OrgId } from '../values/directory.ts'
import type { Instant } from '../values/plain-date.ts'
import type { DeadlineOf, IsUndone } from './deadline-notices.ts'
import type { Audience, Notice, NoticeWords } from './notice.ts'

/** One act: when it may be done, what its content must satisfy, and what then happens. */
export interface AnyRule {
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready(state: ReviewedState, facts: ReviewFacts): Check[]
  /** Conditions on the content. */
  rules?(state: ReviewedState, body: unknown, facts: ReviewFacts): Check[]
  /** What happens; called only when every condition holds. */
  events(state: ReviewedState, body: unknown, facts: ReviewFacts): CaseEvent[]
}

/** How each event of the kind's own changes the state. */
interface Steps {
  // A method, so that the kind's own functions fit, which take its own state and one event.
  step(state: ReviewedState, event: CaseEvent, meta: EventMeta): ReviewedState
}
export type AnyEvolve = Readonly<Record<string, Steps['step']>>

/** `S` is its state, `E` its events, `F` what its decisions look at. */
export interface Kind<
  S extends ReviewedState = ReviewedState,
  E extends CaseEvent = CaseEvent,
  F extends ReviewFacts = ReviewFacts,
> extends TaskedKind {
  /**
   * Which fold this is. Raised whenever the same events lead to another state than before, in shape or in content;
   * `test/domain/fold-version.test.ts` fails until that is done.
   */
  foldVersion: number
  /** The type of the workflow that hosts such a case. */
  workflow: string
  /** A case that nothing has happened to yet. */
  initial(id: string): S
  /** Acts on the case itself; acts on rounds and on tasks are the same for every kind. */
  rules: Readonly<Record<string, AnyRule>>
  evolve: AnyEvolve
  /** Of the facts that a decision rests on. */
  versionsOf(facts: OutsideFacts<ReviewPolicy>): FactVersions
  /** A replay brings facts of long ago: what came later has its default. */
  completed(facts: OutsideFacts<ReviewPolicy>): OutsideFacts<ReviewPolicy>
  /** Deadlines that the rules want armed, besides those of seats. */
  plannedDeadlines(state: S, facts: F): PlannedDeadline[]
  /** What a deadline's passing does, besides being recorded. */
  passed(state: S, deadline: Deadline, facts: F): E[]
  /** Which event tells whom what; and what there is to do next, also before and after a deadline. */
  notices: Readonly<Partial<Record<string, Notice>>>
  nextSteps: Readonly<Partial<Record<string, NoticeWords>>>
  /** What is told of an event that happened because nobody acted. */
  machineWords(event: CaseEvent): Words | undefined
  /** Who must act before a deadline passes, and whom it names besides. */
  responsible: Readonly<Record<string, readonly Exclude<Audience, 'named'>[]>>
  namedByDeadline(state: S, deadline: DeadlineOf): SeatHolders[]
  /** Deadlines that passed, as far as the state tells. */
  passings(state: S): (DeadlineOf & { dueAt: Instant })[]
  isUndone: IsUndone
  /** Who has a report to write, now or last. */
  agencyOf(state: S): OrgId | undefined
  /** What operators read of a case besides, without any text of a person. */
  remarks(state: S): { title: Words; text: string }[]
  /** What the content of every act must satisfy. */
  everyAct(state: S, act: { verb: string; body: unknown }, facts: F): Check[]
  /** Organisations, besides those that the acts name, that these acts look at. */
  lookedAt(state: S, verbs: readonly string[]): OrgId[]
}

export interface CaseOf<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts> {
  kind: Kind<S, E, F>
  state: S
}

export type AnyCase = CaseOf<ReviewedState, CaseEvent, ReviewFacts>
