/** Entries of a directory file that is loaded. A field that is left out is null. */
import { type Organisation, type Person, ROLES, type Role } from './directory.ts'
import type { PersonId } from './ids.ts'
import type { PlainDate } from './plain-date.ts'
import { date, flag, identifier, list, object, oneOf, organisation, type Shape, slug, text } from './shape.ts'
import type { Uscc } from './uscc.ts'

const ROLE_NAMES = Object.keys(ROLES) as Role[]
const name = () => text(200)

/** `parent` and `uscc` may be left out instead of null. */
export type GivenOrganisation = Omit<Organisation, 'parent' | 'uscc'> & Partial<Organisation>

export const organisationShape: Shape<GivenOrganisation> = object(
  { id: slug(), zh: name(), en: name() },
  {
    parent: organisation(),
    uscc: text(18) as Shape<Uscc>,
    isNational: flag(),
    endedOn: date<PlainDate>(),
  },
)

const email: Shape<string> = { ...text(254), pattern: '^[^\\s@]+@[^\\s@]+$' }

export const personShape: Shape<Person> = object(
  {
    id: slug<PersonId>(),
    zh: name(),
    en: name(),
    org: organisation(),
    roles: list(oneOf(ROLE_NAMES), 0, ROLE_NAMES.length),
    isLeader: flag(),
    email,
  },
  { leftOn: date<PlainDate>(), identity: identifier(100) },
)
