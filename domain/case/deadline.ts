/** Deadlines of a case, and the calendar and policy versions with which their dates were computed. */
import type { Provision } from '../law/provision.ts'
import type { Clock } from '../values/clock.ts'
import type { Instant, PlainDate } from '../values/plain-date.ts'
import type { Words } from './kind.ts'

/** The name of a deadline, and the source of its period. */
export interface DeadlineEntry {
  zh: string
  en: string
  source: Provision
  /** When it runs, and what happens when it passes. */
  runs: Words
  consequence: Words
  /** The policy value that is its period. Left out: an act or the law gives the day. */
  period?: string
}

/** `K`: the deadlines of a kind of case. */
export interface Deadline<K extends string = string> {
  kind: K
  /** Distinguishes repetitions: the round of the review, the year of a report. */
  round: number
  /** The last day on which the act is in time. */
  dueOn: PlainDate
  /** The instant at which it passes: the end of `dueOn`, or an exact time if the rule counts hours. */
  dueAt: Instant
  /** The period includes days of a year whose holidays are not published yet. */
  provisional: boolean
  calendarVersion: string
  policyVersion: string
  /** Set when a new calendar or policy, not an act, moved the deadline. */
  moved?: Moved
}

/** The old date of a moved deadline, and the version that moved it. */
export interface Moved {
  from: PlainDate
  wasProvisional: boolean
  cause: 'calendar' | 'policy'
  version: string
}

/** What a due date is computed from; `date`: the law or a decision gives the day itself. */
export type Basis =
  | { unit: 'workingDays'; clock: Clock }
  | { unit: 'months'; from: PlainDate; months: number }
  | { unit: 'hours'; from: Instant; hours: number }
  | { unit: 'date' }

/** A deadline as the rules compute it, before the versions are added. */
export type PlannedDeadline<K extends string = string> = Omit<
  Deadline<K>,
  'calendarVersion' | 'policyVersion' | 'moved'
> & { basis: Basis }

type Repetition = Pick<Deadline, 'kind' | 'round'>

export const sameDeadline = (a: Repetition, b: Repetition): boolean =>
  a.kind === b.kind && a.round === b.round

/** The deadline that passes first. */
export const firstDue = <D extends Pick<Deadline, 'dueAt'>>({
  deadlines,
}: {
  deadlines: readonly D[]
}): D | undefined =>
  deadlines.reduce<D | undefined>(
    (first, deadline) => (first === undefined || deadline.dueAt < first.dueAt ? deadline : first),
    undefined,
  )
