/** Codes with their names in both languages, as every view shows them. */
import type { Directory } from '#db/intake/directory.ts'
import { type Words, wordsIn } from '#domain/case/kind.ts'
import { type OrgId, ROLES, type Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'

export interface Named<C extends string = string> {
  code: C
  zh: string
  en: string
}

export const named = <C extends string>(words: Readonly<Partial<Record<C, Words>>>, code: C): Named<C> => {
  const { zh, en } = wordsIn(words, code)
  return { code, zh, en }
}

export const namedRole = (role: Role): Named<Role> => named(ROLES, role)

export function namedOrg(directory: Directory, id: OrgId): Named {
  const { zh, en } = directory.orgs.get(id) ?? { zh: id, en: id }
  return { code: id, zh, en }
}

/** A person who is not in the directory any more is shown by the id. */
export function namedPerson<P extends string>(directory: Directory, person: P) {
  const { zh, en } = directory.people.get(person as string as PersonId) ?? { zh: person, en: person }
  return { person, zh, en }
}
