/** A rehearsal: dated acts of named people on projects, and what must then be the case. */
import type { Calendar } from '#domain/calendar.ts'
import type { OrgId, Role } from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'
import type { PlanVersion } from '#domain/national-plan.ts'
import type { Instant, PlainDate } from '#domain/plain-date.ts'
import type { Policy } from '#domain/policy.ts'
import type { Verb } from '#domain/project/actions.ts'
import type { SubstitutionScope } from '#domain/substitution/substitution.ts'
import type { Expected } from './expectations/expectation.ts'

export interface Titles {
  zh: string
  en: string
}

export interface Rehearsal {
  /** As given: it starts every message. */
  file: string
  title: Titles
  /** The rule that the rehearsal follows. */
  source: string
  starts: PlainDate
  world: WorldFacts
  steps: Step[]
}

/** What differs from the reference data in the rehearsal's world. */
export interface WorldFacts {
  calendars: Calendar[]
  policies: Policy[]
  plans: PlanVersion[]
  /** Who acts for whom, from when to when, within what 代班. */
  substitutions: PlannedSubstitution[]
  /** Entries in the systems register, by the project's alias. */
  register: { project: string; number: string; since: PlainDate }[]
}

export interface PlannedSubstitution {
  person: Doer
  substitute: PersonId
  from: PlainDate
  to: PlainDate
  scope: SubstitutionScope
}

export interface Step {
  line: number
  /** Business time at which it happens. */
  at: Instant
  on: PlainDate
  project: string
  note: Titles | null
  /** Null: only the clock acts. */
  act: PlannedAct | null
  /** Facts of the world that change in this step; null: none. */
  publish: WorldFacts | null
  expectations: Expected[]
}

/** Who acts, in which role. */
export interface Doer {
  person: PersonId
  role: Role
  org: OrgId
  /** In whose stead, and in which of their roles 代班. */
  actingFor?: { person: PersonId; role: Role; org: OrgId }
}

/** The API; or, as integrators do, a Temporal Update or Signal. */
export const ROUTES = {
  api: { zh: '接口' },
  update: { zh: '更新' },
  signal: { zh: '信号' },
} as const
export type Route = keyof typeof ROUTES

export interface PlannedAct {
  verb: Verb
  by: Doer
  /** In wire form, but for digests that are known only when it is done: see `notation.ts`. */
  body: unknown
  /** Gives the second signature in the same step. */
  second: Doer | null
  via: Route
}
