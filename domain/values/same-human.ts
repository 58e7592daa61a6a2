/** Finds accounts that may belong to one human being. Only an `identity` in the directory says whether they do. */
import type { Person } from './directory.ts'
import { identifierKey } from './identifier.ts'

/** Upper case first, because some letters have more than one lower-case form. */
const folded = (text: string): string => identifierKey(text).toUpperCase().toLowerCase()

const keysOf = ({ zh, en, email }: Person): string[] =>
  [zh, en].map((name) => [folded(name), folded(email)].join('\n'))

export interface PossibleDuplicate {
  person: Person
  /** Has the same name and address. */
  other: Person
}

/** People who have the same name and e-mail address as somebody else, and no `identity` that says whether both are one human. */
export function possibleDuplicates(people: readonly Person[]): PossibleDuplicate[] {
  const byKey = new Map<string, Person[]>()
  for (const person of people) {
    for (const key of new Set(keysOf(person))) {
      const same = byKey.get(key)
      if (same) same.push(person)
      else byKey.set(key, [person])
    }
  }
  const found = new Map<Person, Person>()
  for (const same of byKey.values()) {
    const [first, second] = same
    if (!first || !second) continue
    for (const person of same) {
      if (!person.identity && !found.has(person)) found.set(person, person === first ? second : first)
    }
  }
  return [...found].map(([person, other]) => ({ person, other }))
}
