/**
 * The form in which the topics of joint decisions are written, as `engine/topic.ts` is for those of a kind of case. An act on a round is
 * checked and takes effect in its context; `decide.ts` adds what all of them need, and looks at how the round then stands.
 */
import type { ActionEntry } from '../case/action.ts'
import type { DeadlineEntry } from '../case/deadline.ts'
import type { EventMeta } from '../case/event.ts'
import type { SharedEvent } from '../case/event-presentation.ts'
import type { Check, RefusalEntry } from '../case/refusal.ts'
import type { Instant } from '../values/plain-date.ts'
import { digest, type Shape } from '../values/shape.ts'
import type { ReviewEvent } from './events.ts'
import type { ReviewedKind } from './kind.ts'
import type { RoundContext } from './seats.ts'
import { SIGNER_ROLES } from './signer-roles.ts'
import type { Review, ReviewedState } from './state.ts'

// Members are written as methods, so that functions fit which take their own body and event.

/** Every act names the round's content, so that nobody acts on what has changed meanwhile. */
export interface OnRound {
  step: string
  contentHash: string
}

/** One act on a round. */
export interface RoundAct<B extends OnRound> extends ActionEntry {
  /** Its content; the steps are those of the kind of case. */
  body(step: Shape<string>): Shape<B>
  /** Conditions that do not depend on the content: the list of allowed actions shows them. */
  ready(at: RoundContext): Check[]
  /** Conditions on the content. */
  rules?(at: RoundContext, body: B): Check[]
  /** What happens; called only when every condition holds. */
  events(at: RoundContext, body: B): ReviewEvent[]
  /** People do it to many cases at once. A verdict or a vote is given on a file of its own. */
  bulk?: true
}

/** An act whose rules take the content that its own `body` describes. */
export const act = <B extends OnRound>(entry: RoundAct<B>): RoundAct<B> => entry

/** The fields that every body has. */
export const onRound = (step: Shape<string>, content = 'hash of the content that is decided on') => ({
  step,
  contentHash: digest(content),
})

/** Who acts on a round: it is checked seat by seat. */
export const SIGNER = { roles: SIGNER_ROLES, relation: 'signer', decides: true } as const

/** What every event of a round carries. */
export interface OfRound {
  v: 1
  step: string
  round: number
}

export const ofRound = ({ review: { step, round } }: Pick<RoundContext, 'review'>): OfRound => ({
  v: 1,
  step,
  round,
})

/** The fold of rounds asks the kind of case what the matter is, and nothing that may change. */
export interface ReviewMeta extends EventMeta {
  kind: Pick<ReviewedKind, 'matterOf' | 'isOnForm'>
}

/** One event of a round. */
export type RoundEventEntry<E> = SharedEvent<ReviewedState, E, ReviewMeta> & {
  /** Its notice reaches who has to sign: they are not told once more that their signature is waited for. */
  tellsSigner?: true
}

/** Every event of a topic. */
export type RoundEvents<E extends ReviewEvent> = {
  readonly [T in E['type']]: RoundEventEntry<Extract<E, { type: T }>>
}

/** A deadline of open rounds. It is armed once a step; its number is the place of the step in the kind's list. */
export interface RoundDeadline extends DeadlineEntry {
  /** While it runs: when it passes, and after how many hours; null: it does not run. */
  due(review: Review): { dueAt: Instant; hours: number } | null
  /** What its passing does to the round. */
  passed(review: Review, dueAt: Instant): ReviewEvent[]
  /** Working days before the last day on which people are warned, by default; 0: no such warning. */
  warnings: { first: number; last: number }
}

export interface RoundTopic {
  // biome-ignore lint/suspicious/noExplicitAny: each act has a body of its own; the engine checks it against the act's shape.
  acts?: Readonly<Record<string, RoundAct<any>>>
  // biome-ignore lint/suspicious/noExplicitAny: each entry takes its own event.
  events?: Readonly<Record<string, RoundEventEntry<any>>>
  deadlines?: Readonly<Record<string, RoundDeadline>>
  refusals?: Readonly<Record<string, RefusalEntry>>
}
