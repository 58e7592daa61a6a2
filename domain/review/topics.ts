/** The topics of joint decisions: each holds the whole of its rule. The tables that everybody looks things up in are made of them here. */
import type { Deadline } from '../case/deadline.ts'
import { type EntriesIn, entriesOf, mapped, type NamesIn } from '../case/entries.ts'
import type { Catalogue } from '../case/refusal.ts'
import { type Infer, oneOf, type Shape } from '../values/shape.ts'
import { ABSENCE } from './absence.ts'
import { ADVICE } from './advice.ts'
import { ASSIGNEES } from './assignees.ts'
import type { ReviewEvent } from './events.ts'
import type { ReviewedKind } from './kind.ts'
import { NAMED_PEOPLE } from './named-people.ts'
import { RECUSALS } from './recusals.ts'
import { REMINDERS } from './reminders.ts'
import { ROUNDS } from './rounds.ts'
import { SEAT_TIME } from './seat-time.ts'
import { SEATS } from './seats.ts'
import { SIGNERS } from './signers.ts'
import { TAKE_BACK } from './take-back.ts'
import type { OnRound, RoundAct, RoundDeadline, RoundEvents, RoundTopic } from './topic.ts'
import { VOTES } from './votes.ts'

const TOPICS = [
  ROUNDS, // 提议、通过、失效
  SEATS, // 席位：谁可以签署
  RECUSALS, // 回避及于整个事项
  SEAT_TIME, // 席位时限
  VOTES, // 签署同意、异议、弃权
  ABSENCE, // 回避、缺席
  TAKE_BACK, // 拿回
  ASSIGNEES, // 谁可以被交给席位
  NAMED_PEOPLE, // 所指定的人员在任
  SIGNERS, // 加签、减签、转办
  ADVICE, // 委派、反馈意见
  REMINDERS, // 催办、抄送
] as const

type Topic = (typeof TOPICS)[number]
type Acts = EntriesIn<Topic, 'acts'>

export type ReviewVerb = keyof Acts & string
export type ReviewBody<V extends ReviewVerb> = Infer<ReturnType<Acts[V]['body']>>
export type ReviewRefusal = NamesIn<Topic, 'refusals'>
export type ReviewDeadline = NamesIn<Topic, 'deadlines'>

const ALL: readonly RoundTopic[] = TOPICS

/** Every act on a round, with its rule. */
// biome-ignore lint/suspicious/noExplicitAny: each act has a body of its own.
export const ROUND_ACTS: Readonly<Record<string, RoundAct<any>>> = Object.fromEntries(
  entriesOf(ALL.map(({ acts }) => acts)),
)

export const isReviewVerb = (verb: string): verb is ReviewVerb => Object.hasOwn(ROUND_ACTS, verb)

/** The content of each, for a kind of case with these steps. */
export const roundBodies = (steps: readonly [string, ...string[]]): Record<string, Shape<OnRound>> =>
  mapped(Object.entries(ROUND_ACTS), ({ body }) => body(oneOf(steps)))

/** How each event changes the state, and how it is told. */
export const ROUND_EVENTS: RoundEvents<ReviewEvent> = {
  ...ROUNDS.events,
  ...VOTES.events,
  ...ABSENCE.events,
  ...TAKE_BACK.events,
  ...SIGNERS.events,
  ...ADVICE.events,
  ...REMINDERS.events,
}

export const ROUND_DEADLINES: Readonly<Record<string, RoundDeadline>> = Object.fromEntries(
  entriesOf(ALL.map(({ deadlines }) => deadlines)),
)

/** The step whose seats a deadline is about; undefined for any other deadline. */
export const seatStepOf = (
  { steps }: Pick<ReviewedKind, 'steps'>,
  { kind, round }: Pick<Deadline, 'kind' | 'round'>,
): string | undefined => (Object.hasOwn(ROUND_DEADLINES, kind) ? Object.keys(steps)[round] : undefined)

export const REVIEW_REFUSALS: Catalogue = Object.fromEntries(entriesOf(ALL.map(({ refusals }) => refusals)))
