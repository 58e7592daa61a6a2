/** The contract between a case's workflow and its record. Types only: the workflow imports them, never values. */

import type { Decision } from '#domain/case/decision.ts'
import type { Recorded } from '#domain/case/event.ts'
import type { FactVersions, OutsideFacts } from '#domain/case/facts.ts'
import type { Words } from '#domain/case/kind.ts'
import type { PublishedFact } from '#domain/case/published-fact.ts'
import type { NamedIds } from '#domain/case/references.ts'
import type { Refusal, Unmet } from '#domain/case/refusal.ts'
import type { ReviewPolicy } from '#domain/review/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { Actor, Named, OrgId } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'

/** How a command ended. Committed with its events; a repeated command gets the same answer. */
export type Outcome =
  | { status: 'applied'; seq: number; events: string[] }
  | { status: 'refused'; refusal: Refusal }

export interface AppendRequest {
  caseId: CaseId
  /** The last event that the decision knew. */
  afterSeq: number
  /** Business time of the decision. */
  at: Instant
  /** Milliseconds by which business time is ahead of the execution's own clock, as it was loaded; 0 in production. */
  clockOffsetMs: number
  command: {
    id: CommandId
    /** An act of the kind, or a command of the system: `deadlinePassed`, `factsChanged`. */
    action: string
    /** Only for a person's act: what the hash and the signature of the actor cover. */
    act: {
      body: unknown
      contentHash: string
      role: string
      org: string
      person: string
      actingFor?: string
    } | null
    /** The time of receipt that the decision assumed. */
    receivedAt: Instant
    /** For the passing of a deadline: no request received before this time may still be in flight. */
    dueAt: Instant | null
  }
  /** The actor that the decision assumed; `append` compares it with the directory. */
  actor: Actor
  /** The people and organisations that the act names, as the decision assumed them. */
  named: Named
  /** Whom to look up: the people and organisations that the act names, and those that its rules examine besides. */
  names: NamedIds
  used: FactVersions
  decision: Decision
}

/** Facts that changed since the decision: the workflow takes them over and decides again. */
export interface MovedFacts {
  outside: Partial<Pick<OutsideFacts<ReviewPolicy>, 'calendar' | 'policy'>>
  /** The published facts that changed: their names, and all their entries in force. */
  published: { names: readonly string[]; entries: PublishedFact[] }
  actor: Actor | null
  /** Null: the person does not hold that role for that organisation. */
  actorHolds: boolean
  /** Any other reason why the actor may not act: a substitute outside the period or the scope. */
  barred: Unmet | null
  named: Named
  receivedAt: Instant
}

/** Names of organisations. Only for operators: no decision rests on a name (docs/adr/0028). */
export type OrgNames = Readonly<Record<OrgId, Words>>

/** Names of organisations that a case shows from now on; left out when there are none, as in old histories. */
export interface Naming {
  names?: OrgNames
}

export type AppendResult =
  | ({ kind: 'recorded'; outcome: Outcome; events: Recorded[] } & Naming)
  /** The command was decided before; `missed` are the events that the caller does not know yet; null: too many. */
  | ({ kind: 'known'; outcome: Outcome; missed: Recorded[] | null } & Naming)
  | ({ kind: 'behind'; missed: Recorded[] | null } & Naming)
  | { kind: 'factsMoved'; facts: MovedFacts }
  /** The record is older than the workflow (a restored database): nothing was written; rehost the case. */
  | { kind: 'ahead'; headSeq: number }
  /** Requests received before the deadline are still on their way; ask again in a moment. */
  | { kind: 'requestsUnderWay' }
  /** A command of the machine that changes nothing now: not recorded, so that its id stays free. */
  | { kind: 'nothingToDo' }
  /** The id belongs to another act, decided or waiting: nothing was written. */
  | { kind: 'reused' }
  /** The decision can never be written; nothing was written. */
  | { kind: 'unwritable'; why: string }

/** Which case a run hosts, and whether the run continues an earlier one. */
export interface Hosting {
  caseId: CaseId
  /** The execution's own time. */
  ownTime: Instant
  /** False for a run that continues another one: its clock continues that of the earlier run. */
  isNewExecution: boolean
}

/** A case as it is in its record. */
export interface LoadedCase extends Naming {
  state: ReviewedState
  facts: OutsideFacts<ReviewPolicy>
  /** Milliseconds by which business time is ahead of the execution's own clock; 0 in production. */
  clockOffsetMs: number
}
