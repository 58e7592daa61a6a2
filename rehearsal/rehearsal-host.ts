/** What a rehearsal needs of the world in which it is played. */

import type { CaseId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Outcome } from '#wire/record.ts'
import type { Doer, Route, Tampering, WorldFacts } from './rehearsal.ts'
import type { Installation } from './world/installation.ts'
import type { Mail } from './world/mail-catcher.ts'
import type { Call } from './world/webhook-receiver.ts'

export interface RehearsalHost {
  /** What the world hosts. */
  readonly installation: Installation
  readonly apiUrl: string
  readonly mails: readonly Mail[]
  readonly calls: readonly Call[]
  /** Sets the first business day and loads the facts that differ from the reference data. */
  prepare(starts: PlainDate, facts: WorldFacts): Promise<void>
  enterInRegister(caseId: CaseId, entry: { number: string; since: PlainDate }): Promise<void>
  /** Changes facts now; resolves when every open case has been updated. */
  publish(facts: WorldFacts): Promise<void>
  /** Moves every case of the world to that moment, through each due date in between. */
  advanceTo(at: Instant): Promise<void>
  /** Sends an act as integrators do: directly to the case, by Signal or Update. */
  sendDirectly(
    route: Exclude<Route, 'api'>,
    act: { doer: Doer; caseId: CaseId; verb: string; body: unknown },
  ): Promise<Outcome>
  /** Changes the last event of that type in every table that has it. */
  tamper(caseId: CaseId, tampering: Tampering): Promise<void>
  /** Resolves when the outbox has delivered everything that is due. */
  settled(): Promise<void>
}
