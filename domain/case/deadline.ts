/** Deadlines: what the clock will do to a case, when, and on which calendar and policy that date rests. */
import type { Provision } from '../law/provision.ts'
import type { Clock } from '../values/clock.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import type { Words } from './kind.ts'

/** What a deadline is called, and what its period rests on. */
export interface DeadlineEntry {
  zh: string
  en: string
  source: Provision
  /** While what it runs, and what happens when it passes. */
  runs: Words
  consequence: Words
  /** The policy value that is its period; left out: an act or the law names the day. */
  period?: string
}

/** `K`: the deadlines of a kind of case. */
export interface Deadline<K extends string = string> {
  kind: K
  /** Tells repetitions apart: the round of the review, the year of a report. */
  round: number
  /** The last day on which the act is in time. */
  dueOn: PlainDate
  /** The instant at which the clock acts: the end of `dueOn`, or exact where the rule counts hours. */
  dueAt: Instant
  /** True when the period runs through a year whose holidays are not published yet. */
  provisional: boolean
  calendarVersion: string
  policyVersion: string
  /** Only of a deadline that a calendar or a policy moved under people's feet. */
  moved?: Moved
}

/** From where a deadline was moved, and by which version. */
export interface Moved {
  from: PlainDate
  wasProvisional: boolean
  cause: 'calendar' | 'policy'
  version: string
}

/** What a due date follows from; `date`: the law or a decision names the day itself. */
export type Basis =
  | { unit: 'workingDays'; clock: Clock }
  | { unit: 'months'; from: PlainDate; months: number }
  | { unit: 'hours'; from: Instant; hours: number }
  | { unit: 'date' }

/** Deadlines as the rules want them, before the versions are noted. */
export type PlannedDeadline<K extends string = string> = Omit<
  Deadline<K>,
  'calendarVersion' | 'policyVersion' | 'moved'
> & { basis: Basis }

type Repetition = Pick<Deadline, 'kind' | 'round'>

export const sameDeadline = (a: Repetition, b: Repetition): boolean =>
  a.kind === b.kind && a.round === b.round

/** The deadline that comes first: what the clock will do next. */
export const firstDue = <D extends Pick<Deadline, 'dueAt'>>({
  deadlines,
}: {
  deadlines: readonly D[]
}): D | undefined =>
  deadlines.reduce<D | undefined>(
    (first, deadline) => (first === undefined || deadline.dueAt < first.dueAt ? deadline : first),
    undefined,
  )
