/** Everything that can happen to a round of a joint decision. */
import type { AbsenceEvent } from './absence.ts'
import type { AdviceEvent } from './advice.ts'
import type { ReminderEvent } from './reminders.ts'
import type { RoundEvent } from './rounds.ts'
import type { SignerEvent } from './signers.ts'
import type { TakeBackEvent } from './take-back.ts'
import type { VoteEvent } from './votes.ts'

export type ReviewEvent =
  | RoundEvent
  | VoteEvent
  | AbsenceEvent
  | TakeBackEvent
  | SignerEvent
  | AdviceEvent
  | ReminderEvent
