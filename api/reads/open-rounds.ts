/**
 * Open rounds are visible only to the panel and the authority. The owner and other experts see only that a decision waits, and the holder
 * of a seat sees what to sign. Which role sees what is data (`access.ts`).
 */

import type { ListedTask } from '#db/queries/inbox.ts'
import type { OpenRound, OpenRounds } from '#db/queries/open-rounds.ts'
import { seesOpenRounds } from '#db/queries/scope.ts'
import type { TimelineEntry } from '#db/queries/timeline.ts'
import type { Deadline } from '#domain/case/deadline.ts'
import type { DeadlineEvent } from '#domain/case/event.ts'
import { sitsAs } from '#domain/case/voices.ts'
import { isForCommissioned } from '#domain/engine/for-commissioned.ts'
import type { AnyCase, Kind } from '#domain/engine/kind.ts'
import type { ReviewEvent } from '#domain/review/events.ts'
import type { Review, ReviewedState, ReviewSeat } from '#domain/review/state.ts'
import { seatStepOf } from '#domain/review/topics.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import { READS_PARTS } from '../access.ts'
import { type Reading, viewerOf } from './viewer.ts'

type Sides = Pick<ReviewedState, 'owner' | 'authority'>

/** The visible part of a round: at least its step and number, which a nudge 催办 needs. */
export type ReadableReview = Pick<Review, 'step' | 'round'> &
  Partial<Omit<Review, 'subject'>> & {
    subject: Pick<Review['subject'], 'contentHash'> & Partial<Review['subject']>
  }

/** By role: the authority, and national bodies unless they are the owner. */
export const seesAll = (sides: Sides, reader: Reading): boolean => seesOpenRounds(viewerOf(reader), sides)

function isOwnSeat(seat: ReviewSeat, actor: PersonActor): boolean {
  const { person, role, org, delegate, by, inSteadOf } = seat
  if ([person, delegate, by, inSteadOf].includes(sitsAs(actor) ?? actor.person)) return true
  return person === undefined && role === actor.role && (org === undefined || actor.orgPath.includes(org))
}

/** The open rounds as this person reads them. */
export function readableReviews(state: ReviewedState, reader: Reading): ReadableReview[] {
  if (seesAll(state, reader)) return state.reviews
  const { actor } = reader
  return state.reviews.map((review) => {
    const { step, round, subject } = review
    const seats = review.seats.filter((seat) => isOwnSeat(seat, actor))
    return seats.length === 0
      ? { step, round, subject: { contentHash: subject.contentHash } }
      : { step, round, subject, formDigest: review.formDigest, fileDigests: review.fileDigests, seats }
  })
}

/** The deadline of a seat reveals earlier votes, so only people who may sign see it. */
export function readableDeadlines<D extends Pick<Deadline, 'kind' | 'round'>>(
  { kind, state }: AnyCase,
  deadlines: readonly D[],
  reader: Reading,
): D[] {
  if (seesAll(state, reader)) return [...deadlines]
  return deadlines.filter((deadline) => {
    const step = seatStepOf(kind, deadline)
    const review = state.reviews.find((one) => one.step === step)
    return step === undefined || review?.seats.some((seat) => isOwnSeat(seat, reader.actor))
  })
}

/** The open tasks: all seats; or one task per round, and only the seats for this person. */
export const readableTasks = (tasks: readonly ListedTask[], reader: Reading): ListedTask[] =>
  tasks.filter((task) => {
    const all = seesAll(task, reader)
    return task.why === 'signatures' ? !all : all || task.seat === null || isFor(task, reader.actor)
  })

const isFor = ({ holder, isPersonal, role, org }: ListedTask, { person, ...actor }: PersonActor): boolean =>
  holder === person || (!isPersonal && role === actor.role && org !== null && actor.orgPath.includes(org))

/** The entries that this person may read; of an open round only its opening and the events that concern the person. */
export function readableEntries(
  entries: readonly TimelineEntry[],
  { kind, openRounds, reader }: { kind: Kind; openRounds: OpenRounds; reader: Reading },
): TimelineEntry[] {
  const { actor } = reader
  const shown = entries.filter(({ event }) => !isHidden(kind, event.type, reader))
  if (seesAll(openRounds, reader)) return shown
  return shown.flatMap((entry) => {
    const open = openRounds.rounds.find((round) => isOf(kind, round, entry))
    return open ? ofOpenRound(entry, open, actor) : entry
  })
}

/** Whether the event belongs to this round: a step has one round after the other, so it must be later than the opening. */
export const isOf = (
  kind: Kind,
  { review, openedSeq }: OpenRound,
  { seq, event }: Pick<TimelineEntry, 'seq' | 'event'>,
): boolean => stepOf(kind, event) === review.step && seq >= openedSeq

function stepOf(kind: Kind, one: TimelineEntry['event']): string | undefined {
  const event = one as ReviewEvent | DeadlineEvent
  if ('step' in event) return event.step
  if (event.type === 'deadlineSet') return seatStepOf(kind, event.deadline)
  return event.type === 'deadlineCleared' || event.type === 'deadlinePassed'
    ? seatStepOf(kind, event)
    : undefined
}

/** Hidden from readers on commission. */
export const isHidden = (kind: Kind, type: string, { actor }: Reading): boolean =>
  READS_PARTS[actor.role].isCommissioned && !isForCommissioned(kind, type)

function ofOpenRound(entry: TimelineEntry, { review }: OpenRound, actor: PersonActor): TimelineEntry[] {
  const { by } = entry
  const event = entry.event as ReviewEvent
  if (event.type === 'reviewOpened') {
    const isSeated = review.seats.some((seat) => isOwnSeat(seat, actor))
    return [isSeated ? entry : { ...entry, event: onlyOpened(event) }]
  }
  const isOwn = by.kind === 'person' && by.person === actor.person
  return isOwn || namesPerson(event, actor.person) ? [entry] : []
}

/** The opening of a round without its subject. */
function onlyOpened(event: Extract<ReviewEvent, { type: 'reviewOpened' }>): TimelineEntry['event'] {
  const { type, v, step, round, subject } = event
  return {
    type,
    v,
    step,
    round,
    subject: { verb: subject.verb, contentHash: subject.contentHash },
  } as typeof event
}

const namesPerson = (event: object, person: string): boolean =>
  ('to' in event && event.to === person) || ('person' in event && event.person === person)
