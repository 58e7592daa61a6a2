/** What can be seen after a step, all of it from outside: the API's answers, and what was really delivered. */
import type { Fen } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
import type { Box } from '#domain/tasks/boxes.ts'
import type { Mail } from '../world/mail-catcher.ts'
import type { Call } from '../world/webhook-receiver.ts'
import type { Answer } from './client.ts'
import type { Doer } from './rehearsal.ts'

/** A project as the API shows it to one person. */
export interface SeenProject {
  /** Number of its last event. */
  seq: number
  status: string
  stage: string
  round: number
  /** `approver@ndrc`; null when only the clock can act. */
  turn: string | null
  deadlines: { kind: string; dueOn: PlainDate; provisional: boolean }[]
  investmentFen: Fen
  approvedFen: Fen | null
  plannedFen: Fen
  releasedFen: Fen
  /** Steps that wait for a second signature. */
  pending: string[]
  pendingHashes: { step: string; contentHash: string }[]
  formDigest: string
  clock: { elapsed: number; remaining: number; gross: number; isPaused: boolean } | null
  gates: { gate: string; met: boolean }[]
  om: { year: number; requestedFen: Fen; arrangedFen: Fen; effect: string; unmetGates: string[] }[]
  grade: string | null
  actions: { verb: string; allowed: boolean; unmet: string[] }[]
}

/** An event on the project's timeline. */
export interface SeenEvent {
  seq: number
  /** Business date on which it was recorded. */
  recordedOn: PlainDate
  /** A person's slug, or `system`. */
  by: string
  event: ProjectEvent
}

/** A task in an inbox, or one that the project waits for. */
export interface SeenTask {
  /** `admit/1`: without the project's id. */
  task: string
  /** `approver@ndrc`; null: only the person is named. */
  office: string | null
  holder: string | null
  why: string
  since: PlainDate
  dueOn: PlainDate | null
}

export interface SeenBox {
  count: number
  tasks: SeenTask[]
}

/** What is searched for: text, owner, state, amounts, as the API's parameters name them. */
export type SeenQuery = Readonly<Record<string, string>>

export interface Observation {
  /** Answer to the step's last act; null when only the clock acted. */
  answer: Answer | null
  project(): Promise<SeenProject>
  projectFor(doer: Doer): Promise<SeenProject>
  /** Events since the step began. */
  events(): Promise<SeenEvent[]>
  /** Mails of those events, once the outbox has nothing left to send. */
  mails(): Promise<Mail[]>
  box(doer: Doer, box: Box): Promise<SeenBox>
  waiting(): Promise<SeenTask[]>
  /** Aliases of the projects found. */
  search(doer: Doer, query: SeenQuery): Promise<string[]>
  calls(): Promise<Call[]>
}
