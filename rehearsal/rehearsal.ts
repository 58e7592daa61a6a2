/** A rehearsal: dated acts of named people on cases, and what must then be the case. */

import type { PlanVersion } from '#domain/case/national-plan.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { SubstitutionScope } from '#domain/substitution/substitution.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Expected } from './expectations/expectation.ts'
import type { KindRehearsal } from './kind-rehearsal.ts'
import type { PersonPreferences } from './preference-notation.ts'
import type { Spot, Titles } from './problem.ts'

export interface Rehearsal {
  /** As given: it starts every message. */
  file: string
  /** The kind of its cases; a step may be about a case of another one. */
  kind: Kind
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
  policies: Kinds['firstPolicy'][]
  plans: PlanVersion[]
  /** Who acts for whom, from when to when, within what 代班. */
  substitutions: PlannedSubstitution[]
  /** Entries in the systems register, by the case's alias. */
  register: { alias: string; number: string; since: PlainDate }[]
  /** How people want to be notified. */
  preferences: PersonPreferences[]
}

export interface PlannedSubstitution {
  person: Doer
  substitute: PersonId
  from: PlainDate
  to: PlainDate
  scope: SubstitutionScope
}

/** What the only case of a file is called that declares none. */
export const THE_CASE = 'case'

export interface Step {
  spot: Spot
  /** Business time at which it happens. */
  at: Instant
  on: PlainDate
  /** Of the case that it is about; its kind, and what only rehearsals of such cases know. */
  alias: string
  kind: Kind
  own: KindRehearsal
  /** What its file calls the cases of this kind, and what they are called here. */
  names: ReadonlyMap<string, string>
  note: Titles | null
  /** Null: only the clock acts. */
  act: PlannedAct | null
  /** Null: nothing is uploaded. */
  upload: PlannedUpload | null
  /** Null: nobody tampers with the record. */
  tamper: Tampering | null
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
  verb: string
  by: Doer
  /** In wire form, but for digests that are known only when it is done: see `notation.ts`. */
  body: unknown
  /** Gives the second signature in the same step. */
  second: Doer | null
  via: Route
  /** What is put into the message beside its content, as no honest client does; null: nothing. */
  forged: Readonly<Record<string, unknown>> | null
}

/** A file that is brought to the case as it is. */
export interface PlannedUpload {
  by: Doer
  name: string
  kind: string
  content: Buffer
  /** What the sender says that it is. */
  mediaType: string
  /** The document, by its name so far, of which it becomes a version; null: a document of its own. */
  versionOf: string | null
}

/** What somebody with the rights of the database’s owner does to the last event of a type, past all our code. */
export interface Tampering {
  event: string
  set: Readonly<Record<string, unknown>>
}
