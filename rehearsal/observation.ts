/** What can be seen after a step, all of it from outside: the API's answers, and what was really delivered. */
import type { chainFault } from '#db/chain.ts'
import type { ChainVerdict } from '#db/queries/case.ts'
import type { Deadline } from '#domain/case/deadline.ts'
import type { CaseEvent } from '#domain/case/event.ts'
import type { DueReasons } from '#domain/engine/deadline-reasons.ts'
import type { Box } from '#domain/tasks/boxes.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { Answer, SentFile } from './client.ts'
import type { Titles } from './problem.ts'
import type { Doer } from './rehearsal.ts'
import type { Mail } from './world/mail-catcher.ts'
import type { Call } from './world/webhook-receiver.ts'

/** A case as the API shows it to one person. */
export interface ObservedCase {
  /** Number of its last event. */
  seq: number
  status: string
  stage: string
  round: number
  /** `approver@ndrc`; null when only the clock can act. */
  turn: string | null
  deadlines: (Pick<Deadline, 'kind' | 'dueOn' | 'provisional' | 'moved'> & { why: DueReasons | null })[]
  /** Steps that wait for a second signature. */
  pending: string[]
  pendingHashes: { step: string; contentHash: string }[]
  actions: { verb: string; allowed: boolean; unmet: string[] }[]
  /** All that is shown: what only cases of its kind have is in it. */
  view: Readonly<Record<string, unknown>>
}

/** An event on the case's timeline. */
export interface ObservedEvent {
  seq: number
  /** Business date on which it was recorded. */
  recordedOn: PlainDate
  /** A person's slug, or `system`. */
  by: string
  event: CaseEvent
  /** As the timeline tells it: `2026-03-03 陈昊：申报已受理`. */
  line: Titles
}

/** A document that is held for the case, by its latest version. */
export interface ObservedDocument {
  name: string
  kind: string
  version: number
  digest: string
  href: string
}

/** An entry of the case's audit trail, with what its hash is made of. */
export interface ObservedEntry {
  n: number
  on: PlainDate
  by: string
  /** An act; or the machine's doing. */
  action: string
  /** The event; null for what was refused. */
  event: string | null
  /** Codes of what was unmet; empty for events. */
  refused: string[]
  link: Parameters<typeof chainFault>[0][number]
}

/** A task in an inbox, or one that the case waits for. */
export interface ObservedTask {
  /** `admit/1`: without the case's id. */
  task: string
  /** `approver@ndrc`; null: only the person is named. */
  office: string | null
  holder: string | null
  why: string
  since: PlainDate
  dueOn: PlainDate | null
}

export interface ObservedBox {
  count: number
  tasks: ObservedTask[]
}

/** What is searched for: text, owner, state, amounts, as the API's parameters name them. */
export type ObservedQuery = Readonly<Record<string, string>>

export interface Observation {
  /** Answer to the step's last act; null when only the clock acted. */
  answer: Answer | null
  case(): Promise<ObservedCase>
  caseFor(doer: Doer): Promise<ObservedCase>
  /** Events since the step began. */
  events(): Promise<ObservedEvent[]>
  /** Mails of those events, once the outbox has nothing left to send. */
  mails(): Promise<Mail[]>
  box(doer: Doer, box: Box): Promise<ObservedBox>
  waiting(): Promise<ObservedTask[]>
  /** Aliases of the cases found. */
  search(doer: Doer, query: ObservedQuery): Promise<string[]>
  calls(): Promise<Call[]>
  /** All that are held for the case. */
  documents(): Promise<ObservedDocument[]>
  /** A file of the case by its path in the API. */
  file(path: string): Promise<Omit<SentFile, 'name'>>
  /** The audit trail, from its first entry or from the beginning of this step. */
  audit(from: 'first' | 'step'): Promise<ObservedEntry[]>
  chain(): Promise<ChainVerdict>
}
