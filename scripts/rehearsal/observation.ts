/** What can be seen after a step, all of it from outside: the API's answers, and what was really delivered. */
import type { Fen } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Deadline } from '#domain/project/deadline.ts'
import type { DueReasons } from '#domain/project/deadline-reasons.ts'
import type { ProjectEvent } from '#domain/project/events.ts'
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
  deadlines: (Pick<Deadline, 'kind' | 'dueOn' | 'provisional' | 'moved'> & { why: DueReasons | null })[]
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

export interface Observation {
  /** Answer to the step's last act; null when only the clock acted. */
  answer: Answer | null
  project(): Promise<SeenProject>
  projectFor(doer: Doer): Promise<SeenProject>
  /** Events since the step began. */
  events(): Promise<SeenEvent[]>
  /** Mails of those events, once the outbox has nothing left to send. */
  mails(): Promise<Mail[]>
  calls(): Promise<Call[]>
}
