/** What a rehearsal needs of the world that it is played in. */

import type { CaseId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Outcome } from '#wire/record.ts'
import type { Doer, Route, Tampering, WorldFacts } from './rehearsal.ts'
import type { Installation } from './world/installation.ts'
import type { Mail } from './world/mail-catcher.ts'
import type { Call } from './world/webhook-receiver.ts'

export interface Stage {
  /** What is hosted there. */
  readonly installation: Installation
  readonly apiUrl: string
  readonly mails: readonly Mail[]
  readonly calls: readonly Call[]
  /** Business time starts on that day, and the facts that differ are loaded. */
  prepare(starts: PlainDate, facts: WorldFacts): Promise<void>
  enterInRegister(caseId: CaseId, entry: { number: string; since: PlainDate }): Promise<void>
  /** Facts change now; resolves when every open case has taken them into account. */
  publish(facts: WorldFacts): Promise<void>
  /** Every case of the world is moved to that moment, through each due date on the way. */
  advanceTo(at: Instant): Promise<void>
  /** An act as integrators send it: straight to the case, by Signal or Update. */
  sendDirectly(
    route: Exclude<Route, 'api'>,
    act: { doer: Doer; caseId: CaseId; verb: string; body: unknown },
  ): Promise<Outcome>
  /** The last event of that type reads otherwise from now on, in every table that holds it. */
  tamper(caseId: CaseId, tampering: Tampering): Promise<void>
  /** The outbox has nothing left that is due. */
  settled(): Promise<void>
}
