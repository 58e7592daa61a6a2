/**
 * Substitution 代班: while somebody is away another person acts for them, for a period and within a scope. The record shows
 * both. A substitute cannot appoint another substitute for the same person.
 */

import type { Check, Unmet } from '../case/refusal.ts'
import { ADMINISTRATIVE, isSameRoot, type OrgId, type Person, type PersonActor } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { addMonths, type Instant, type PlainDate } from '../values/plain-date.ts'
import { must } from './refusals.ts'

/** A field that is left out sets no limit: an empty scope is everything that the person does. */
export interface SubstitutionScope {
  acts?: string[]
  stages?: string[]
  /** Cases of these owners. */
  owners?: OrgId[]
  cases?: string[]
}

export interface Substitution {
  id: string
  person: PersonId
  substitute: PersonId
  from: PlainDate
  /** The last day. */
  to: PlainDate
  scope: SubstitutionScope
  endedAt: Instant | null
}

/** What a scope checks of an act that a substitute wants to do. */
export interface Covered {
  act: string
  stage: string
  owner: OrgId
  /** The case's id, without its kind. */
  id: string
}

/** When the act was received. This counts, not when it is recorded. */
export interface ReceivedAt {
  on: PlainDate
  at: Instant
}

export const isInForce = ({ from, to, endedAt }: Substitution, { on, at }: ReceivedAt): boolean =>
  from <= on && on <= to && (endedAt === null || at < endedAt)

const includes = <T>(list: readonly T[] | undefined, value: T): boolean =>
  list === undefined || list.includes(value)

export const covers = (
  { acts, stages, owners, cases }: SubstitutionScope,
  wanted: Partial<Covered>,
): boolean =>
  (wanted.act === undefined || includes(acts, wanted.act)) &&
  (wanted.stage === undefined || includes(stages, wanted.stage)) &&
  (wanted.owner === undefined || includes(owners, wanted.owner)) &&
  (wanted.id === undefined || includes(cases, wanted.id))

/** Policy on appointments. */
export interface SubstitutionPolicy {
  /** Months from the appointment to the last possible day. */
  substitutionMonthsMax: number
}

/** The substitution by which the act may be done, of all between these two people; or why there is none. */
export function substitutionFor(
  all: readonly Substitution[],
  wanted: Partial<Covered>,
  received: ReceivedAt,
): { substitution: Substitution } | { unmet: Unmet } {
  const running = all.filter((one) => isInForce(one, received))
  const substitution = running.find(({ scope }) => covers(scope, wanted))
  if (substitution) return { substitution }
  const [last] = all.slice(-1)
  if (!last) return { unmet: { code: 'notSubstitute' } }
  if (running.length > 0) return { unmet: { code: 'substitutionOutOfScope' } }
  const { from, to, endedAt } = last
  return endedAt === null
    ? { unmet: { code: 'substitutionNotInForce', params: { from, to } } }
    : { unmet: { code: 'substitutionEnded', params: { endedAt } } }
}

interface Appointment {
  person: Person
  substitute: Person
  from: PlainDate
  to: PlainDate
}

/** A leader of the organisation, or of one above it. */
export const isManagerOf = ({ isLeader, org }: PersonActor, path: readonly OrgId[]): boolean =>
  isLeader && path.includes(org)

const isSameHuman = (one: Person, other: Person): boolean =>
  one.id === other.id || (Boolean(one.identity) && one.identity === other.identity)

/** What an appointment is checked with. Paths are nearest first; `mustBeOfSameRoot` and `monthsMax` are policy. */
interface AppointmentFacts {
  today: PlainDate
  path: readonly OrgId[]
  substitutePath: readonly OrgId[]
  mustBeOfSameRoot: boolean
  monthsMax: number
}

/** Every reason against an appointment. `by` must be the person or a leader above, and not a substitute. */
export function appointmentChecks(
  { person, substitute, from, to }: Appointment,
  by: PersonActor,
  { today, path, substitutePath, mustBeOfSameRoot, monthsMax }: AppointmentFacts,
): Check[] {
  const latest = addMonths(today, monthsMax)
  const mayAppoint = by.actingFor === undefined && (by.person === person.id || isManagerOf(by, path))
  return [
    must(mayAppoint, 'appointerNotEntitled'),
    must(from <= to && to >= today, 'substitutionPeriodOver', { from, to }),
    // A substitution is temporary: for a longer absence it is appointed again, or somebody else gets the office.
    must(to <= latest, 'substitutionTooLong', { to, latest, months: monthsMax }),
    must(!isSameHuman(person, substitute), 'substituteIsSelf'),
    must(!mustBeOfSameRoot || isSameRoot(path, substitutePath), 'substituteOfOtherOrganisation'),
    must(!substitute.leftOn || substitute.leftOn >= to, 'substituteLeft'),
    // S7: people who administer or audit the system have no business role, also not as a substitute.
    must(!substitute.roles.some((role) => ADMINISTRATIVE.includes(role)), 'substituteAdministers'),
    must(!person.roles.some((role) => ADMINISTRATIVE.includes(role)), 'substituteAdministers'),
  ]
}
