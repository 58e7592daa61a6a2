/** A kind of case: all that the engine has to know of it. */

import type { Deadline, PlannedDeadline } from '../case/deadline.ts'
import type { CaseEvent, EventMeta } from '../case/event.ts'
import type { OutsideFacts } from '../case/facts.ts'
import type { Words } from '../case/kind.ts'
import type { PublishedFact } from '../case/published-fact.ts'
import type { Check, Unmet } from '../case/refusal.ts'
import type { PolicyValues } from '../law/policy.ts'
import type { Provision } from '../law/provision.ts'
import type { ReviewFacts, ReviewPolicy } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import type { SeatHolders } from '../tasks/awaited-signatures.ts'
import type { TaskedKind } from '../tasks/kind.ts'
import type { Actor, OrgId } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Fen } from '../values/money.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import type { DeadlineOf, IsUndone } from './deadline-notices.ts'
import type { Audience, Notice, NoticeWords } from './notice.ts'
import type { EnginePolicy } from './policy.ts'
import type { SharedPolicy } from './shared-policy.ts'

/** One act: when it may be done, what its content must satisfy, and what then happens. */
export interface AnyRule {
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready(state: ReviewedState, facts: ReviewFacts): Check[]
  /** Conditions on the content. */
  rules?(state: ReviewedState, body: unknown, facts: ReviewFacts): Check[]
  /** What happens; called only when every condition holds. */
  events(state: ReviewedState, body: unknown, facts: ReviewFacts): CaseEvent[]
}

/** What a case is found by, and what its lists show. */
export interface Listing {
  /** The number that it has had from the start, of which there is one; null: it has none. */
  code: string | null
  /** Another case of the same owner may take its code over. */
  freesCode: boolean
  /** All numbers that people know it by, the code among them. */
  numbers: readonly string[]
  /** What it asks for, and what was granted; null: nothing. */
  askedFen: Fen | null
  grantedFen: Fen | null
  /** The day from which a policy that spares running cases leaves it alone; null: it follows the newest one. */
  submittedOn: PlainDate | null
  /** What only lists of this kind show. */
  own: Readonly<Record<string, unknown>>
}

/** Something that stands, for other cases to rest on: what stays keeps the day on which it began. */
export type Publication = Pick<PublishedFact, 'fact' | 'key' | 'part'>

/**
 * A table whose rows belong each to one case, by `case_uuid`. With a key, rows that an event gives replace those of the same key;
 * without, all rows of the case.
 */
export interface OwnTable {
  table: string
  columns: readonly string[]
  key: readonly string[]
  /** The view shows the last row under this name; in the order of these columns. */
  shown?: { as: string; lastBy: readonly string[] }
  /** The rows that an event gives, by columns; null: it gives none. */
  rows(event: CaseEvent): readonly Readonly<Record<string, unknown>>[] | null
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
  /** Its cases in addresses of the API: a word in the plural, with hyphens. */
  path: string
  /** The act that brings a new case to life, and for whom it does; null: its content does not say. */
  opensBy: string
  openedFor(body: unknown, actor: Actor): OrgId | null
  /** A case that nothing has happened to yet. */
  initial(id: string): S
  /** Acts on the case itself; acts on rounds and on tasks are the same for every kind. */
  rules: Readonly<Record<string, AnyRule>>
  evolve: AnyEvolve
  /** Published facts that its decisions rest on, by name. */
  facts: readonly string[]
  /** What else of it rests on a source, by name: reasons that it records, gates. */
  otherRules: Readonly<Record<string, Words & { source: Provision }>>
  /** Its values of the policy: what every kind has, and its own. */
  policy: SharedPolicy & PolicyValues
  /** Facts as its rules read them. A replay brings facts of long ago: what came later has its default. */
  completed(facts: OutsideFacts<ReviewPolicy>): OutsideFacts<EnginePolicy>
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
  /** Agencies whose people may read the case: what it commissioned them with is theirs to know. */
  agencies(state: S): OrgId[]
  /** What its view shows besides what every case does. */
  details(state: S, facts: F): Readonly<Record<string, unknown>>
  /** All that readers on commission see of that, by paths such as `amounts.investmentFen`, and of its own events. */
  forCommissioned: { parts: readonly string[]; events: readonly string[] }
  /** An event told as history, where neither its notice nor the engine has words for it. */
  wordsOfEvent(event: CaseEvent): Words | undefined
  /** Documents that belong to such cases, by their sorts. */
  fileKinds: Readonly<Record<string, Words>>
  /** Acts that people do to many cases at once. */
  bulkVerbs: readonly string[]
  /** A draft as it is submitted: with everybody who wrote it. */
  formOf(content: Readonly<Record<string, unknown>>, writers: readonly PersonId[]): unknown
  /** What lists and searches know of the case, besides what every case has. */
  listing(state: S): Listing
  /** The code that an act gives to the case, in the one form that it has, and why it is refused where another case has it; null: it gives none. */
  codeGiven(body: unknown): { code: string; taken: Unmet } | null
  /** The stage that an act belongs to; `state` null: it opens the case. */
  stageOf(act: { verb: string; body: unknown }, state: S | null): string
  /** What decisions on other cases may rest on, while it stands. */
  publishes(state: S): Publication[]
  /** Tables of the database that hold rows of this kind alone. */
  tables: readonly OwnTable[]
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
