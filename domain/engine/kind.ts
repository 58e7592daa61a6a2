/** A kind of case: everything that the engine needs to know of it. */

import type { Deadline, PlannedDeadline } from '../case/deadline.ts'
import type { CaseEvent, EventMeta } from '../case/event.ts'
import type { OutsideFacts } from '../case/facts.ts'
import type { Words } from '../case/kind.ts'
import type { CaseParty, Notice, NoticeWords, Office } from '../case/notice.ts'
import type { PublishedFact } from '../case/published-fact.ts'
import type { Check, Unmet } from '../case/refusal.ts'
import type { PolicyValues } from '../law/policy.ts'
import type { Provision } from '../law/provision.ts'
import type { ReviewFacts, ReviewPolicy } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import type { SeatHolders } from '../tasks/awaited-signatures.ts'
import type { TaskedKind } from '../tasks/kind.ts'
import type { Actor, OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Fen } from '../values/money.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import type { DeadlineOf, IsUndone } from './deadline-notices.ts'
import type { EnginePolicy } from './policy.ts'
import type { SharedPolicy } from './shared-policy.ts'

/** The rule of one act: when it may be done, what its content must satisfy, and its events. */
export interface AnyRule {
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready(state: ReviewedState, facts: ReviewFacts): Check[]
  /** Conditions on the content. */
  rules?(state: ReviewedState, body: unknown, facts: ReviewFacts): Check[]
  /** Its events; called only when all conditions are met. */
  events(state: ReviewedState, body: unknown, facts: ReviewFacts): CaseEvent[]
}

/** What lists show of a case, and the numbers by which it is found. */
export interface Listing {
  /** The unique number that it has from the start; null: none. */
  code: string | null
  /** Another case of the same owner may use its code. */
  freesCode: boolean
  /** All numbers by which people know it, including the code. */
  numbers: readonly string[]
  /** The amounts that were requested and granted; null: none. */
  askedFen: Fen | null
  grantedFen: Fen | null
  /** The day of submission: a later policy that does not apply to running cases does not apply to it. Null: the newest policy applies. */
  submittedOn: PlainDate | null
  /** What only lists of this kind show. */
  own: Readonly<Record<string, unknown>>
}

/** A fact that the case publishes for other cases. While it stays published, its first day stays the same. */
export type Publication = Pick<PublishedFact, 'fact' | 'key' | 'part'>

/** A version of what other cases rest on: it stays for good, whatever becomes of its case, and is in force from its day. */
export type PublishedVersion = Pick<PublishedFact, 'fact' | 'key' | 'version' | 'body'> & {
  effectiveFrom: PlainDate
}

/**
 * A table of one kind; `case_uuid` is the case of a row. With a key, new rows replace those of the same key; without a key, they
 * replace all rows of the case.
 */
export interface OwnTable {
  table: string
  columns: readonly string[]
  key: readonly string[]
  /** The view shows the last row, by the order of the columns `lastBy`, under the name `as`. */
  shown?: { as: string; lastBy: readonly string[] }
  /** The rows that an event writes, by column; null: the event does not change the table. */
  rows(event: CaseEvent): readonly Readonly<Record<string, unknown>>[] | null
}

/** How each event of the kind changes the state. */
interface Steps {
  // A method, so that the functions of a kind may take the state type of that kind and their own event.
  step(state: ReviewedState, event: CaseEvent, meta: EventMeta): ReviewedState
}
export type AnyEvolve = Readonly<Record<string, Steps['step']>>

/** `S` is its state, `E` its events, `F` the facts that its decisions use. */
export interface Kind<
  S extends ReviewedState = ReviewedState,
  E extends CaseEvent = CaseEvent,
  F extends ReviewFacts = ReviewFacts,
> extends TaskedKind {
  /**
   * The version of the fold. Raise it whenever the same events lead to a different state than before;
   * `test/domain/fold-version.test.ts` fails until this is done.
   */
  foldVersion: number
  /** The type of the workflow that hosts such a case. */
  workflow: string
  /** Its name in addresses of the API: a plural, with hyphens. */
  path: string
  /** The act that opens a case. */
  opensBy: string
  /** The owner for whom a case is opened; null: the content does not say. */
  openedFor(body: unknown, actor: Actor): OrgId | null
  /** The state of a case without events. */
  initial(id: string): S
  /** Acts on the case itself; acts on rounds and on tasks are the same for every kind. */
  rules: Readonly<Record<string, AnyRule>>
  evolve: AnyEvolve
  /** Names of the published facts that its decisions use. */
  facts: readonly string[]
  /** Other rules that have a source, by name: recorded reasons, gates. */
  otherRules: Readonly<Record<string, Words & { source: Provision }>>
  /** Its policy values: those that every kind has, and its own. */
  policy: SharedPolicy & PolicyValues
  /** Facts with all values that its rules need. Old recorded facts may lack newer values: these get their defaults. */
  completed(facts: OutsideFacts<ReviewPolicy>): OutsideFacts<EnginePolicy>
  /** Deadlines that should be armed, besides those of seats. */
  plannedDeadlines(state: S, facts: F): PlannedDeadline[]
  /** The further events of a passed deadline. */
  passed(state: S, deadline: Deadline, facts: F): E[]
  /** Notices by event, and what is to be done next after an event, or before and after a deadline. */
  notices: Readonly<Partial<Record<string, Notice>>>
  nextSteps: Readonly<Partial<Record<string, NoticeWords>>>
  /** Words for an automatic event: one that happened because nobody acted. */
  machineWords(event: CaseEvent): Words | undefined
  /** Who must act before a deadline passes, and the people whom it names in addition. */
  responsible: Readonly<Record<string, readonly CaseParty[]>>
  namedByDeadline(state: S, deadline: DeadlineOf): SeatHolders[]
  /** Deadlines that have passed, as far as the state has them. */
  passings(state: S): (DeadlineOf & { dueAt: Instant })[]
  isUndone: IsUndone
  /** The agency that writes the current report, or wrote the last one. */
  agencyOf(state: S): OrgId | undefined
  /** Agencies that were commissioned: their people may read the case. */
  agencies(state: S): OrgId[]
  /** The roles in which people of the owner and of the authority hear of the case. */
  noticeRoles: Readonly<Record<'owner' | 'authority', readonly Role[]>>
  /** Offices besides owner, authority and agencies that read the case, and hear of it as `parties`. */
  parties(state: S): Office[]
  /** What its view shows in addition to what every case shows. */
  details(state: S, facts: F): Readonly<Record<string, unknown>>
  /** What commissioned readers see of it, by paths such as `amounts.investmentFen`, and which events of the kind they see. */
  forCommissioned: { parts: readonly string[]; events: readonly string[] }
  /** The words of an event in the history; undefined: the engine or the notice has words for it. */
  wordsOfEvent(event: CaseEvent): Words | undefined
  /** The kinds of documents that belong to such cases. */
  fileKinds: Readonly<Record<string, Words>>
  /** Acts that can be done to many cases at once. */
  bulkVerbs: readonly string[]
  /** The body that is submitted from a draft, with everybody who wrote it. */
  formOf(content: Readonly<Record<string, unknown>>, writers: readonly PersonId[]): unknown
  /** What lists and searches need of the case, in addition to what every case has. */
  listing(state: S): Listing
  /** The code that an act gives to the case, normalised, and the refusal if another case has it; null: the act gives none. */
  codeGiven(body: unknown): { code: string; taken: Unmet } | null
  /** The stage that an act belongs to; `state` null: it opens the case. */
  stageOf(act: { verb: string; body: unknown }, state: S | null): string
  /** Facts that the case publishes now, for decisions on other cases. */
  publishes(state: S): Publication[]
  /** The versions that an event publishes. */
  versions(event: CaseEvent): PublishedVersion[]
  /** Database tables that only this kind uses. */
  tables: readonly OwnTable[]
  /** Remarks for operators; they contain no text of a person. */
  remarks(state: S): { title: Words; text: string }[]
  /** Conditions on the content of every act. */
  everyAct(state: S, act: { verb: string; body: unknown }, facts: F): Check[]
  /** Organisations that these acts need from the directory, in addition to those that they name. */
  lookedAt(state: S, verbs: readonly string[]): OrgId[]
}

export interface CaseOf<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts> {
  kind: Kind<S, E, F>
  state: S
}

export type AnyCase = CaseOf<ReviewedState, CaseEvent, ReviewFacts>
