/** Words and marks as PostgreSQL has them: what a row is found by as a `tsvector`, what is asked for as a `tsquery`. */
import type { ReviewedState } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import { type SearchTerm, searchTermsOf, wordsOfNumber, wordsOfTitle } from '#domain/values/search-words.ts'

const quoted = (lexeme: string): string => `'${lexeme.replaceAll(/['\\]/g, '$&$&')}'`

/** One of these marks, as a `tsquery`. */
export const anyOf = (marks: readonly string[]): string => marks.map(quoted).join(' | ')

/** Of a case and of its tasks. No word begins like a mark. */
export const ownedBy = (orgs: readonly OrgId[]): string[] => orgs.map((org) => `@owner:${org}`)

export const decidedBy = (orgs: readonly OrgId[]): string[] => orgs.map((org) => `@authority:${org}`)

/** What a case is found by. */
export interface FoundBy extends Pick<ReviewedState, 'title' | 'owner' | 'authority'> {
  numbers: readonly string[]
}

/** Words of its title and its numbers, and marks of whose it is, as a `tsvector`. */
export function lexemesOf({ title, numbers, owner, authority }: FoundBy): string {
  const words = [...wordsOfTitle(title), ...numbers.flatMap(wordsOfNumber)]
  return [...words, ...ownedBy([owner]), ...decidedBy([authority])].map(quoted).join(' ')
}

/** What is asked for, as a `tsquery`; undefined when there is nothing in it to look for. */
export function askedIn(question: string): string | undefined {
  const asked = searchTermsOf(question).map(inQuery)
  return asked.length === 0 ? undefined : asked.join(' & ')
}

function inQuery(asked: SearchTerm): string {
  if ('gram' in asked) return quoted(asked.gram)
  const { word, isPrefix, grams } = asked
  return `(${quoted(word)}${isPrefix ? ':*' : ''} | ${grams.map(quoted).join(' & ')})`
}
